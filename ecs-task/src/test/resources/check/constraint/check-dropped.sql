-- expect: none
-- deserves: pre-traffic

CREATE TABLE job (id int PRIMARY KEY, status text NOT NULL CONSTRAINT known CHECK (status IN ('new', 'done')));

-- migration:
-- tidegate: pre-traffic
ALTER TABLE job DROP CONSTRAINT known;
