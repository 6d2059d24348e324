-- expect: must-be-split old-client-fails trigger-added
-- deserves: split

CREATE TABLE person (id int PRIMARY KEY, name text NOT NULL);

-- migration:
-- tidegate: pre-traffic
CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'persons are kept elsewhere'; END $$;
CREATE TRIGGER no_more BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION no_more();
