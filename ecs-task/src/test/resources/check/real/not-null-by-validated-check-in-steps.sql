-- expect: may-fail-on-data
-- deserves: post-traffic
-- not: mark-too-strict loosened-for-new-code

CREATE TABLE person (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: post-traffic
ALTER TABLE person ADD CONSTRAINT person_named CHECK (name IS NOT NULL) NOT VALID;
-- migration:
-- tidegate: post-traffic
ALTER TABLE person VALIDATE CONSTRAINT person_named;
-- migration:
-- tidegate: post-traffic
ALTER TABLE person ALTER COLUMN name SET NOT NULL;
ALTER TABLE person DROP CONSTRAINT person_named;
