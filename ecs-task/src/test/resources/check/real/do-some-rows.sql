-- expect: none
-- deserves: any
-- not: lock-all-rows

CREATE TABLE person (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: pre-traffic
DO $$ BEGIN UPDATE person SET name = upper(name) WHERE id = 1; END $$;
