-- expect: foreign-key-added foreign-key-not-indexed lock-scan may-fail-on-data
-- deserves: post-traffic

CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE child ADD CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent;
