-- expect: row-security-enabled
-- deserves: post-traffic
-- not: policy-loosened

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE corpus_app;
CREATE ROLE corpus_reports;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO corpus_app;

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
