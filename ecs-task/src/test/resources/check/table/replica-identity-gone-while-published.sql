-- expect: old-client-fails replica-identity-changed
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE TABLE purchase (id int PRIMARY KEY, customer_id int, note text);
CREATE PUBLICATION changes FOR TABLE customer;

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer REPLICA IDENTITY NOTHING;
