-- tidegate: post-traffic
-- The strongest lock first, as in V2; the trigger goes before the column it writes.
DROP TRIGGER customer_sync_names ON customer;
DROP FUNCTION customer_sync_names();
ALTER TABLE customer ALTER COLUMN full_name SET NOT NULL, DROP COLUMN name;
