-- expect: policy-changed
-- deserves: post-traffic

CREATE ROLE real_app;
CREATE TABLE doc (id int PRIMARY KEY, tenant text NOT NULL DEFAULT 'a', hidden boolean NOT NULL DEFAULT false);
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO real_app;
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON doc TO real_app USING (true) WITH CHECK (true);

-- migration:
-- tidegate: pre-traffic
ALTER POLICY all_of_it ON doc USING (NOT hidden);
