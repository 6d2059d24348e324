-- expect: policy-changed
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE corpus_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO corpus_app;
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON customer USING (true);

-- migration:
-- tidegate: pre-traffic
DROP POLICY everybody ON customer;
