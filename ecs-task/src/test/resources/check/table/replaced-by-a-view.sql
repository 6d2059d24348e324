-- expect: must-be-split relation-replaced
-- deserves: split

CREATE TABLE customer (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer RENAME TO client;
CREATE VIEW customer AS SELECT DISTINCT id, name FROM client;
