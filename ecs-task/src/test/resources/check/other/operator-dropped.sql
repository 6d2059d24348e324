-- expect: operator-dropped
-- deserves: post-traffic
-- not: cast-dropped

CREATE FUNCTION near(int, int) RETURNS boolean LANGUAGE sql AS $$SELECT abs($1 - $2) < 3$$;
CREATE OPERATOR ~~~ (LEFTARG = int, RIGHTARG = int, FUNCTION = near);

-- migration:
-- tidegate: pre-traffic
DROP OPERATOR ~~~ (int, int);
