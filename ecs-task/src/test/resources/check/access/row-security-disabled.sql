-- expect: policy-loosened
-- deserves: pre-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer DISABLE ROW LEVEL SECURITY;
