-- tidegate: pre-traffic
-- The first statement takes the strongest lock needed, so the transaction never waits while it holds a weaker one. From
-- here to the commit no other session writes the table: no row can slip past the trigger and the back-fill.
ALTER TABLE customer ADD COLUMN full_name text;

-- Version 41 writes only name, version 42 only full_name. Whichever was written is copied to the other.
CREATE FUNCTION customer_sync_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.full_name := coalesce(NEW.full_name, NEW.name);
        NEW.name := NEW.full_name;
    ELSIF NEW.full_name IS DISTINCT FROM OLD.full_name THEN
        NEW.name := NEW.full_name;
    ELSE
        NEW.full_name := NEW.name;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER customer_sync_names BEFORE INSERT OR UPDATE ON customer
    FOR EACH ROW EXECUTE FUNCTION customer_sync_names();

-- Last, since it is the only statement whose time grows with the table; some hundred rows need milliseconds.
UPDATE customer SET full_name = name;
