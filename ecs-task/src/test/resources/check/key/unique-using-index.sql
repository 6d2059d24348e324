-- expect: none
-- deserves: any

CREATE TABLE customer (id int PRIMARY KEY, note text);
CREATE UNIQUE INDEX customer_note ON customer (note);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ADD CONSTRAINT customer_note UNIQUE USING INDEX customer_note;
