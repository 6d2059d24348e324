-- expect: none
-- deserves: pre-traffic

CREATE ROLE real_app; CREATE ROLE real_audit;
CREATE TABLE doc (id int PRIMARY KEY, tenant text NOT NULL DEFAULT 'a');
GRANT SELECT, INSERT ON doc TO real_app;
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON doc TO real_app USING (true) WITH CHECK (true);

-- migration:
-- tidegate: pre-traffic
CREATE POLICY audit ON doc FOR SELECT TO real_audit USING (true);
GRANT SELECT ON doc TO real_audit;
