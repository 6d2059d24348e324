-- expect: none
-- deserves: pre-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON customer USING (true);

-- migration:
-- tidegate: pre-traffic
CREATE POLICY more ON customer USING (id = 2);
