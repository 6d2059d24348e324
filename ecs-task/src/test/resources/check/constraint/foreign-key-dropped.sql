-- expect: none
-- deserves: pre-traffic
-- not: cascade-removed

CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int CONSTRAINT child_parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE child DROP CONSTRAINT child_parent;
