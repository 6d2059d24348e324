-- expect: lock-rewrite
-- deserves: pre-traffic

CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE account (id int PRIMARY KEY, email text NOT NULL);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE account ADD COLUMN seats positive;
