-- expect: none
-- deserves: pre-traffic
-- not: result-type-changed statement-broken

CREATE TABLE customer (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ADD COLUMN age int;

-- statements:
SELECT name FROM customer WHERE id = $1;
