-- expect: function-changed old-client-changes
-- deserves: pre-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE FUNCTION is_seen(int) RETURNS boolean LANGUAGE sql AS $$SELECT true$$;
CREATE POLICY seen ON customer USING (is_seen(id));
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE ROLE app_user;
GRANT SELECT ON customer TO app_user;

-- migration:
-- tidegate: pre-traffic
CREATE OR REPLACE FUNCTION is_seen(int) RETURNS boolean LANGUAGE sql AS $$SELECT false$$;
