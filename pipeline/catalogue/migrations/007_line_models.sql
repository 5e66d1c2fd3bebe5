-- What became of a register's own line model: what it learned, taken or refused, and what was taken back. Steps are only
-- ever inserted.
CREATE TABLE line_models (
  register TEXT NOT NULL REFERENCES registers (id),
  number BIGINT NOT NULL,          -- in the register, from 1
  step TEXT NOT NULL,
  kept BIGINT NOT NULL,            -- does it stand in the store?
  PRIMARY KEY (register, number)
);
CREATE INDEX line_models_unkept ON line_models (register, number) WHERE kept = 0;
