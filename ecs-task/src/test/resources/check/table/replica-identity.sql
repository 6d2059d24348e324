-- expect: replica-identity-changed
-- deserves: pre-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE TABLE purchase (id int PRIMARY KEY, customer_id int, note text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer REPLICA IDENTITY FULL;
