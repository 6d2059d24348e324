-- expect: must-be-split statement-broken
-- deserves: split

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE TABLE purchase (id int PRIMARY KEY, customer_id int);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ADD COLUMN customer_id int;

-- statements:
SELECT customer_id FROM customer c JOIN purchase p ON p.customer_id = c.id;
