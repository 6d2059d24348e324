-- expect: exclude-added lock-index-build may-fail-on-data
-- deserves: post-traffic

CREATE TABLE booking (id int PRIMARY KEY, room int, during int4range, email text UNIQUE);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);
