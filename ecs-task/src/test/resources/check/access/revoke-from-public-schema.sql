-- expect: privilege-revoked
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE corpus_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO corpus_app;

-- migration:
-- tidegate: pre-traffic
REVOKE ALL ON SCHEMA public FROM PUBLIC;
