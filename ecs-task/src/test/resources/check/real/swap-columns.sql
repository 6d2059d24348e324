-- expect: must-be-split needed-by-new-code
-- deserves: split
-- not: column-data-lost

CREATE TABLE person (id int NOT NULL, id_new bigint, name text);

-- migration:
-- tidegate: post-traffic
ALTER TABLE person RENAME COLUMN id TO id_old;
ALTER TABLE person RENAME COLUMN id_new TO id;
