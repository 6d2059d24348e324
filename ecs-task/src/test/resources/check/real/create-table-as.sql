-- expect: none
-- deserves: pre-traffic

CREATE TABLE person (id int PRIMARY KEY, name text, born date);

-- migration:
-- tidegate: pre-traffic
CREATE TABLE person_copy AS SELECT * FROM person;
