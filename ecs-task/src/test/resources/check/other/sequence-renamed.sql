-- expect: must-be-split sequence-renamed
-- deserves: split

CREATE SCHEMA sales;
CREATE TABLE sales.offer (id int PRIMARY KEY);
CREATE SEQUENCE sales.number;

-- migration:
-- tidegate: pre-traffic
ALTER SEQUENCE sales.number RENAME TO counter;
