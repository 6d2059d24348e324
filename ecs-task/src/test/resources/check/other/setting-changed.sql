-- expect: setting-changed
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE ROLE app_user;
GRANT SELECT ON customer TO app_user;

-- migration:
-- tidegate: pre-traffic
ALTER ROLE app_user SET search_path = other;
