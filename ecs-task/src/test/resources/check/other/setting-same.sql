-- expect: none
-- deserves: any
-- not: setting-changed

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE app_user;
ALTER ROLE app_user SET statement_timeout = '5s';
GRANT SELECT ON customer TO app_user;

-- migration:
-- tidegate: pre-traffic
ALTER ROLE app_user SET statement_timeout = '5s';
