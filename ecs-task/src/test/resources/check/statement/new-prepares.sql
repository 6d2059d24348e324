-- expect: none
-- deserves: pre-traffic
-- not: new-statement-fails

CREATE TABLE customer (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ADD COLUMN age int;

-- statements after:
SELECT age FROM customer WHERE id = $1;
