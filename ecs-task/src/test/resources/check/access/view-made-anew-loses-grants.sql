-- expect: privilege-revoked
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE VIEW people AS SELECT id, name FROM customer;
CREATE ROLE corpus_app;
GRANT SELECT ON people TO corpus_app;

-- migration:
-- tidegate: pre-traffic
DROP VIEW people;
CREATE VIEW people AS SELECT id, name FROM customer;
