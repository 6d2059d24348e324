-- expect: column-type-changed lock-rewrite lock-scan must-be-split
-- deserves: split

CREATE TABLE person (id serial PRIMARY KEY, name text);
CREATE TABLE pet (id int PRIMARY KEY, person int REFERENCES person);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE person ALTER COLUMN id TYPE bigint;
