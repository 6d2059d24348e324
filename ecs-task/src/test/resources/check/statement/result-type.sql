-- expect: result-type-changed
-- deserves: pre-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ADD COLUMN age int;

-- statements:
SELECT * FROM customer WHERE id = $1;
