-- expect: privilege-revoked
-- deserves: post-traffic

CREATE ROLE real_app;
CREATE TABLE person (id int PRIMARY KEY, name text, salary int);
GRANT SELECT (id, name, salary), INSERT (id, name, salary) ON person TO real_app;

-- migration:
-- tidegate: pre-traffic
REVOKE SELECT (salary) ON person FROM real_app;
