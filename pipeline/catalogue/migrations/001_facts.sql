-- Facts of an archive. One text for SQLite and PostgreSQL: TEXT and BIGINT only, moments in milliseconds
-- since 1970, truth as 0 and 1. Decisions and audit are only ever inserted.

CREATE TABLE registers (
  id TEXT PRIMARY KEY,
  card TEXT NOT NULL,
  generation BIGINT NOT NULL,      -- counts up with every publication
  published BIGINT NOT NULL,       -- highest generation whose manifest is known to stand in the store
  revision BIGINT NOT NULL,        -- counts up with every change to acts and decisions
  changes BIGINT NOT NULL,         -- counts up with every change to scans
  agree_due BIGINT NOT NULL,
  extract_due BIGINT NOT NULL,
  publish_due BIGINT NOT NULL,     -- its acts were written anew and not all is published yet
  agreement TEXT,                  -- digest of what was agreed
  agree_version TEXT,
  extract_version TEXT,
  signed_off BIGINT NOT NULL
);

CREATE TABLE files (
  register TEXT NOT NULL REFERENCES registers (id),
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  ending TEXT NOT NULL,
  size BIGINT NOT NULL,
  PRIMARY KEY (register, sha256)
);
CREATE INDEX files_by_digest ON files (sha256);

CREATE TABLE scans (
  register TEXT NOT NULL REFERENCES registers (id),
  number BIGINT NOT NULL,          -- the scan's name, never given twice
  place BIGINT NOT NULL,           -- capture order; a re-shot scan takes the place of the one it replaces
  sha256 TEXT NOT NULL,
  frame BIGINT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  state TEXT NOT NULL,             -- waiting, laid, read, set_aside, withdrawn
  reason TEXT,
  attempts BIGINT NOT NULL,        -- readers that died over it under a living parent
  replaced_by BIGINT,
  arrived_at BIGINT NOT NULL,
  read_at BIGINT,
  layout_version TEXT,
  recognize_version TEXT,
  agreement TEXT,                  -- digest of the agreement it was recognized with
  PRIMARY KEY (register, number),
  FOREIGN KEY (register, sha256) REFERENCES files (register, sha256)
);
CREATE INDEX scans_by_state ON scans (state, arrived_at, register, place, number);
CREATE INDEX scans_of_register ON scans (register, state);

CREATE TABLE pages (
  register TEXT NOT NULL,
  number BIGINT NOT NULL,
  half TEXT NOT NULL,
  placement TEXT NOT NULL,
  image TEXT,                      -- digest of the page image
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  PRIMARY KEY (register, number, half),
  FOREIGN KEY (register, number) REFERENCES scans (register, number)
);

CREATE TABLE claims (
  register TEXT NOT NULL,
  number BIGINT NOT NULL,          -- the scan; 0 for work on the register as a whole
  stage TEXT NOT NULL,
  worker TEXT NOT NULL,
  host TEXT NOT NULL,
  boot TEXT NOT NULL,
  pid BIGINT NOT NULL,
  started BIGINT NOT NULL,
  token BIGINT NOT NULL,
  heartbeat BIGINT NOT NULL,
  seen_changes BIGINT NOT NULL,    -- registers.changes when it was granted
  seen_agreement TEXT,             -- registers.agreement when it was granted
  PRIMARY KEY (register, number)
);

CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counters (name, value) VALUES ('token', 0);

CREATE TABLE acts (
  id TEXT PRIMARY KEY,
  register TEXT NOT NULL REFERENCES registers (id),
  place BIGINT NOT NULL,           -- capture order among the acts of the register, from 0
  machine TEXT NOT NULL,           -- the act as read or imported
  spots TEXT NOT NULL,             -- where it lies, by page
  revision BIGINT NOT NULL,        -- number of decisions
  status TEXT NOT NULL,            -- of the settled act
  access TEXT NOT NULL,            -- of the settled act
  unpublished BIGINT NOT NULL,     -- decided on, and its part is not published yet
  standing BIGINT NOT NULL,        -- 0: a later reading lost it, or its scan was withdrawn
  imported BIGINT NOT NULL
);
CREATE INDEX acts_in_order ON acts (register, standing, place);
CREATE INDEX acts_unpublished ON acts (register, place) WHERE unpublished = 1;

CREATE TABLE act_pages (
  act TEXT NOT NULL REFERENCES acts (id),
  register TEXT NOT NULL,
  number BIGINT NOT NULL,
  half TEXT NOT NULL,
  PRIMARY KEY (act, register, number, half)
);
CREATE INDEX acts_of_page ON act_pages (register, number, half);

CREATE TABLE decisions (
  register TEXT NOT NULL REFERENCES registers (id),
  number BIGINT NOT NULL,          -- in the register, from 1
  act TEXT NOT NULL REFERENCES acts (id),
  revision BIGINT NOT NULL,        -- on the act, from 1
  decision TEXT NOT NULL,
  PRIMARY KEY (register, number)
);
CREATE UNIQUE INDEX decisions_of_act ON decisions (act, revision);

CREATE TABLE store_segments (
  register TEXT NOT NULL REFERENCES registers (id),
  segment BIGINT NOT NULL,
  kept BIGINT NOT NULL,            -- decisions of the segment that stand in the store
  PRIMARY KEY (register, segment)
);

CREATE TABLE parts (
  register TEXT NOT NULL REFERENCES registers (id),
  kind TEXT NOT NULL,              -- acts, pages
  place BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (register, kind, place)
);

CREATE TABLE people (name TEXT PRIMARY KEY, role TEXT NOT NULL, password_hash TEXT NOT NULL);

CREATE TABLE sessions (
  key TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (name),
  data TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE audit (
  writer TEXT NOT NULL,
  number BIGINT NOT NULL,          -- in the writer's chain, from 1
  at BIGINT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  purpose TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (writer, number)
);

CREATE TABLE audit_heads (
  number BIGINT PRIMARY KEY,       -- the common chain, from 1
  writer TEXT NOT NULL,            -- the head that is bound: the writer's entry …
  entry BIGINT NOT NULL,           -- … of this number …
  head TEXT NOT NULL,              -- … and this hash
  hash TEXT NOT NULL
);
