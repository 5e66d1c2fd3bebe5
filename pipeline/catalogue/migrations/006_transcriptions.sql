-- What people said of single lines, so that the machine learns a hand: only ever inserted.
CREATE TABLE transcriptions (
  register TEXT NOT NULL REFERENCES registers (id),
  number BIGINT NOT NULL,          -- in the register, from 1
  person TEXT NOT NULL,
  nonce TEXT,                      -- the desk's word for it: what comes with the same word again is kept once
  transcription TEXT NOT NULL,
  PRIMARY KEY (register, number)
);
CREATE UNIQUE INDEX transcriptions_sent ON transcriptions (register, person, nonce);

CREATE TABLE transcription_segments (
  register TEXT NOT NULL REFERENCES registers (id),
  segment BIGINT NOT NULL,
  kept BIGINT NOT NULL,            -- transcriptions of the segment that stand in the store
  PRIMARY KEY (register, segment)
);
