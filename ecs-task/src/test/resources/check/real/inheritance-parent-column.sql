-- expect: none
-- deserves: pre-traffic

CREATE TABLE vehicle (id int PRIMARY KEY, wheels int);
CREATE TABLE car (doors int) INHERITS (vehicle);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE vehicle ADD COLUMN color text NOT NULL DEFAULT 'red';
