-- expect: column-data-lost column-dropped
-- deserves: post-traffic

CREATE TABLE person (id int PRIMARY KEY, name text, changed_by text);
CREATE TABLE pet (id int PRIMARY KEY, name text, changed_by text);

-- migration:
-- tidegate: pre-traffic
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'changed_by' LOOP
    EXECUTE format('ALTER TABLE %I DROP COLUMN changed_by', t.table_name);
  END LOOP;
END $$;
