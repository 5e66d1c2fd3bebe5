-- Acts of which nothing is open but what was referred: they wait for somebody else and come last.
ALTER TABLE acts ADD COLUMN referred BIGINT NOT NULL DEFAULT 0;
