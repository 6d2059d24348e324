-- expect: none
-- deserves: pre-traffic
-- not: check-added

CREATE TABLE job (id int PRIMARY KEY, status text NOT NULL CONSTRAINT known CHECK (status IN ('new', 'done')));

-- migration:
-- tidegate: pre-traffic
ALTER TABLE job DROP CONSTRAINT known;
ALTER TABLE job ADD CONSTRAINT known CHECK (status IN ('new', 'running', 'done')) NOT VALID;
