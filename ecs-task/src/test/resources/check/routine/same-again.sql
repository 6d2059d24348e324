-- expect: none
-- deserves: any
-- not: function-changed function-dropped

CREATE TABLE customer (id int PRIMARY KEY, name text, changed_at timestamptz);
CREATE FUNCTION greet(who text) RETURNS text LANGUAGE sql AS $$ SELECT 'Hello ' || who $$;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed_at := now(); RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch();

-- migration:
-- tidegate: pre-traffic
CREATE OR REPLACE FUNCTION greet(who text) RETURNS text LANGUAGE sql AS $$ SELECT 'Hello ' || who $$;
