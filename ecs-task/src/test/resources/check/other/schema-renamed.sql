-- expect: must-be-split schema-renamed
-- deserves: split
-- not: schema-dropped

CREATE SCHEMA sales;
CREATE TABLE sales.offer (id int PRIMARY KEY);
CREATE SEQUENCE sales.number;

-- migration:
-- tidegate: pre-traffic
ALTER SCHEMA sales RENAME TO trade;
