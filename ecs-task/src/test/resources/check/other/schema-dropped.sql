-- expect: schema-dropped table-data-lost
-- deserves: post-traffic

CREATE SCHEMA sales;
CREATE TABLE sales.offer (id int PRIMARY KEY);
CREATE SEQUENCE sales.number;

-- migration:
-- tidegate: pre-traffic
DROP SCHEMA sales CASCADE;
