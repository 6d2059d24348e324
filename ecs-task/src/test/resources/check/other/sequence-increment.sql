-- expect: sequence-changed
-- deserves: pre-traffic

CREATE SCHEMA sales;
CREATE TABLE sales.offer (id int PRIMARY KEY);
CREATE SEQUENCE sales.number;

-- migration:
-- tidegate: pre-traffic
ALTER SEQUENCE sales.number INCREMENT BY 10;
