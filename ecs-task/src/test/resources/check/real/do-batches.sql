-- expect: none
-- deserves: any

CREATE TABLE person (id int PRIMARY KEY, name text, upper_name text);

-- migration:
-- tidegate: pre-traffic
DO $$
BEGIN
  FOR n IN 0 .. 10 LOOP
    UPDATE person SET upper_name = upper(name) WHERE id % 11 = n AND upper_name IS NULL;
  END LOOP;
END $$;
