-- expect: column-renamed must-be-split
-- deserves: split

CREATE TABLE person (id int PRIMARY KEY, shown text, legal text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE person RENAME COLUMN shown TO tmp;
ALTER TABLE person RENAME COLUMN legal TO shown;
ALTER TABLE person RENAME COLUMN tmp TO legal;
