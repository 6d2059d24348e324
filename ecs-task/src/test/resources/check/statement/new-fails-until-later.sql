-- expect: mark-too-strict needed-by-new-code new-statement-fails
-- deserves: pre-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: post-traffic
ALTER TABLE customer ADD COLUMN age int;

-- statements after:
SELECT age FROM customer WHERE id = $1;
