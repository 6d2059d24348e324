-- expect: may-fail-on-data
-- deserves: any

CREATE TABLE customer (id int PRIMARY KEY, age int);
ALTER TABLE customer ADD CONSTRAINT adult CHECK (age >= 18) NOT VALID;

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer VALIDATE CONSTRAINT adult;
