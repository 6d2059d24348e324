-- expect: none
-- deserves: pre-traffic

CREATE FUNCTION price(amount int) RETURNS int LANGUAGE sql AS 'SELECT amount * 2';

-- migration:
-- tidegate: pre-traffic
DROP FUNCTION price(int);
CREATE FUNCTION price(amount int, currency text DEFAULT 'EUR') RETURNS int LANGUAGE sql AS 'SELECT amount * 2';
