-- expect: order-matters
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: post-traffic
-- tidegate: accept=column-data-lost reason="unused"
ALTER TABLE customer DROP COLUMN name;

-- migration:
-- tidegate: pre-traffic after=none
ALTER TABLE customer ADD COLUMN IF NOT EXISTS name text;
