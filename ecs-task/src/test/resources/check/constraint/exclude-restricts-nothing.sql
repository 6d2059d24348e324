-- expect: lock-index-build
-- deserves: any
-- not: exclude-added

CREATE TABLE booking (id int PRIMARY KEY, room int, during int4range, email text UNIQUE);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE booking ADD CONSTRAINT one_email EXCLUDE (email WITH =);
