-- Which registers learn just now, one learning each at a time. A row goes when learning ends, and is free when its owner
-- is dead or silent, as claims are.
CREATE TABLE learnings (
  register TEXT PRIMARY KEY REFERENCES registers (id),
  person TEXT NOT NULL,            -- who let it learn
  began BIGINT NOT NULL,
  host TEXT NOT NULL,
  boot TEXT NOT NULL,
  pid BIGINT NOT NULL,
  started BIGINT NOT NULL,
  token BIGINT NOT NULL,
  heartbeat BIGINT NOT NULL
);
