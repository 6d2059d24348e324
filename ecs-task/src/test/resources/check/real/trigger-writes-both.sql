-- expect: trigger-added
-- deserves: pre-traffic

CREATE TABLE person (id int PRIMARY KEY, name text NOT NULL);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE person ADD COLUMN full_name text;
CREATE FUNCTION person_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.full_name IS NULL THEN NEW.full_name := NEW.name; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_names BEFORE INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION person_names();
