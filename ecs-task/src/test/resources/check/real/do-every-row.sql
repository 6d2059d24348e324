-- expect: lock-all-rows rows-lost
-- deserves: post-traffic

CREATE TABLE person (id int PRIMARY KEY, name text);
CREATE TABLE pet (id int PRIMARY KEY, name text);
CREATE FUNCTION purge() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM pet WHERE true; END $$;

-- migration:
-- tidegate: pre-traffic
DO $$ BEGIN UPDATE person SET name = upper(name); END $$;
SELECT purge();
