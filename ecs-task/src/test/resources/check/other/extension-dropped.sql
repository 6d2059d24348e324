-- expect: extension-dropped
-- deserves: post-traffic

CREATE EXTENSION pg_trgm;

-- migration:
-- tidegate: pre-traffic
DROP EXTENSION pg_trgm;
