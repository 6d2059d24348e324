-- expect: must-be-split sequence-renamed
-- deserves: split
-- not: sequence-changed sequence-dropped

CREATE SCHEMA sales;
CREATE TABLE sales.offer (id int PRIMARY KEY);
CREATE SEQUENCE sales.number;

-- migration:
-- tidegate: pre-traffic
ALTER SEQUENCE sales.number RENAME TO counter;
