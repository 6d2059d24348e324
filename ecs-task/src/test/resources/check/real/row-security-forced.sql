-- expect: row-security-enabled
-- deserves: post-traffic

CREATE ROLE real_app;
CREATE TABLE doc (id int PRIMARY KEY, tenant text NOT NULL DEFAULT 'a');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON doc USING (tenant = current_setting('app.tenant', true));
ALTER TABLE doc OWNER TO real_app;

-- migration:
-- tidegate: pre-traffic
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
