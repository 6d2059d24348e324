-- expect: none
-- deserves: pre-traffic
-- not: owner-changed

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE corpus_app;
CREATE ROLE corpus_reports;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO corpus_app;

-- migration:
-- tidegate: pre-traffic
GRANT SELECT ON customer TO corpus_reports;
