-- expect: function-dropped
-- deserves: post-traffic

CREATE PROCEDURE clean() LANGUAGE sql AS $$ SELECT 1 $$;

-- migration:
-- tidegate: pre-traffic
DROP PROCEDURE clean();
