-- expect: view-dropped
-- deserves: post-traffic
-- not: view-renamed

CREATE TABLE customer (id int PRIMARY KEY, name text, note text);
CREATE VIEW people AS SELECT id, name FROM customer;
CREATE MATERIALIZED VIEW notes AS SELECT id, note FROM customer;
CREATE UNIQUE INDEX notes_id ON notes (id);

-- migration:
-- tidegate: pre-traffic
DROP VIEW people;
