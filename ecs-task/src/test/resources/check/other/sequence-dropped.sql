-- expect: sequence-dropped
-- deserves: post-traffic
-- not: sequence-renamed

CREATE SCHEMA sales;
CREATE TABLE sales.offer (id int PRIMARY KEY);
CREATE SEQUENCE sales.number;

-- migration:
-- tidegate: pre-traffic
DROP SEQUENCE sales.number;
