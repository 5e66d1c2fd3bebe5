-- By what acts that may be tied find each other, and whom they tell of. Both are made of the act as settled whenever it
-- was written since: an archive of before makes them of all its acts once.
ALTER TABLE acts ADD COLUMN written BIGINT NOT NULL DEFAULT 1; -- counts up with every change to the act as settled
ALTER TABLE acts ADD COLUMN keyed BIGINT NOT NULL DEFAULT 0;   -- what it counted when its keys were made
CREATE INDEX acts_unkeyed ON acts (register, place) WHERE keyed <> written;

CREATE TABLE act_keys (
  key TEXT NOT NULL,
  born BIGINT NOT NULL,            -- year in which whom it names was born; 0: not known
  register TEXT NOT NULL,
  act TEXT NOT NULL REFERENCES acts (id),
  PRIMARY KEY (key, born, register, act) -- all there is, so that keys are counted without looking at rows
);
CREATE INDEX keys_of_act ON act_keys (act);

CREATE TABLE act_others (
  other TEXT NOT NULL,             -- an act it is tied to or doubted for, held or not
  act TEXT NOT NULL REFERENCES acts (id),
  PRIMARY KEY (other, act)
);
CREATE INDEX others_of_act ON act_others (act);
