-- expect: none
-- deserves: any

CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';

-- migration:
-- tidegate: pre-traffic
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
