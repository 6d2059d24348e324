-- expect: none
-- deserves: pre-traffic

CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int);

-- migration:
-- tidegate: pre-traffic
CREATE TABLE toy (id int PRIMARY KEY, child_id int REFERENCES child);
