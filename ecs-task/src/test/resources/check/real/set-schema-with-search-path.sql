-- expect: must-be-split table-renamed
-- deserves: split

CREATE SCHEMA archive;
CREATE TABLE old_order (id int PRIMARY KEY, note text);
CREATE VIEW old_orders AS SELECT * FROM old_order;

-- migration:
-- tidegate: pre-traffic
ALTER TABLE old_order SET SCHEMA archive;
