-- expect: must-be-split old-client-fails
-- deserves: split

CREATE SCHEMA archive;
CREATE TABLE old_order (id int PRIMARY KEY, note text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE old_order SET SCHEMA archive;
CREATE VIEW old_order AS SELECT * FROM archive.old_order;
