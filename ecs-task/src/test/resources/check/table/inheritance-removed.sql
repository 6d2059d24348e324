-- expect: inheritance-removed
-- deserves: post-traffic

CREATE TABLE item (id int);
CREATE TABLE special (note text) INHERITS (item);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE special NO INHERIT item;
