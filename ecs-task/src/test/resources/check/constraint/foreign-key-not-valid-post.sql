-- expect: foreign-key-not-indexed
-- deserves: post-traffic

CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int);

-- migration:
-- tidegate: post-traffic
ALTER TABLE child ADD CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent NOT VALID;
