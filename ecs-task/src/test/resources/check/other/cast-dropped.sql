-- expect: cast-dropped
-- deserves: post-traffic
-- not: operator-dropped

CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE FUNCTION mood_number(mood) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$;
CREATE CAST (mood AS int) WITH FUNCTION mood_number(mood);

-- migration:
-- tidegate: pre-traffic
DROP CAST (mood AS int);
