-- expect: none
-- deserves: any

CREATE FUNCTION price(amount int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT amount * 2';

-- migration:
-- tidegate: pre-traffic
ALTER FUNCTION price(int) VOLATILE;
