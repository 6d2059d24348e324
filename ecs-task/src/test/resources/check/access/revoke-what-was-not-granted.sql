-- expect: none
-- deserves: any
-- not: privilege-revoked

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE corpus_app;
CREATE ROLE corpus_reports;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO corpus_app;

-- migration:
-- tidegate: pre-traffic
REVOKE INSERT ON customer FROM corpus_reports;
