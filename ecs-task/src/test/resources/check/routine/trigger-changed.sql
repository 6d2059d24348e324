-- expect: trigger-changed
-- deserves: pre-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER t BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION f();

-- migration:
-- tidegate: pre-traffic
CREATE OR REPLACE TRIGGER t BEFORE INSERT OR UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION f();
