-- expect: column-type-changed lock-rewrite may-fail-on-data must-be-split
-- deserves: split

CREATE TABLE account (id int PRIMARY KEY, email text NOT NULL);

-- migration:
-- tidegate: pre-traffic
CREATE DOMAIN email_address AS text CHECK (VALUE ~ '^[^@]+@[^@]+$');
ALTER TABLE account ALTER COLUMN email TYPE email_address;
