-- tidegate: pre-traffic
ALTER TABLE customer ADD COLUMN full_name text;
UPDATE customer SET full_name = name;

-- Fails: customers share names. The column and the update must be gone afterwards.
CREATE UNIQUE INDEX customer_full_name ON customer (full_name);
