-- expect: key-dropped
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, note text);
CREATE UNIQUE INDEX customer_note ON customer (note);

-- migration:
-- tidegate: pre-traffic
DROP INDEX CONCURRENTLY customer_note;
