-- expect: none
-- deserves: any
-- not: policy-changed row-security-enabled

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE corpus_app;
CREATE ROLE corpus_reports;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO corpus_app;

-- migration:
-- tidegate: pre-traffic
CREATE POLICY own ON customer USING (id = 1);
