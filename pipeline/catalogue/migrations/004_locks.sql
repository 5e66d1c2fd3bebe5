-- Whoever appends to the audit log changes this first: on PostgreSQL two would else write the same number.
INSERT INTO counters (name, value) VALUES ('audit', 0);
