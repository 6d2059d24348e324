-- expect: lock-rewrite must-be-split serial-column-added
-- deserves: split

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE corpus_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO corpus_app;

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ADD COLUMN number serial;
