-- expect: none
-- deserves: any

CREATE ROLE real_app;
CREATE TABLE person (id int PRIMARY KEY);
GRANT SELECT ON person TO real_app;

-- migration:
-- tidegate: pre-traffic
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO real_app;
