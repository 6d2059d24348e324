-- expect: none
-- deserves: any
-- not: lock-not-concurrent

CREATE TABLE person (id int PRIMARY KEY, name text, born date);
CREATE INDEX person_name ON person (name);

-- migration:
-- tidegate: pre-traffic
CREATE INDEX CONCURRENTLY person_name_born ON person (name, born);
DROP INDEX CONCURRENTLY person_name;
