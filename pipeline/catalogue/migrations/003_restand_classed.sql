-- What a stop may leave undone, and under which rules acts were classed.
ALTER TABLE registers ADD COLUMN restand_due BIGINT NOT NULL DEFAULT 0; -- counts up with every scan that left; 0: its acts left too
ALTER TABLE registers ADD COLUMN classed TEXT;                          -- digest of the rules; NULL: to be classed
