-- expect: none
-- deserves: any
-- not: key-dropped

CREATE TABLE customer (id int PRIMARY KEY, note text);
CREATE UNIQUE INDEX customer_note ON customer (note);

-- migration:
-- tidegate: pre-traffic
ALTER INDEX customer_note RENAME TO customer_note_key;
