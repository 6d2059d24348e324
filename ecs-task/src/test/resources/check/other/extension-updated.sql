-- expect: extension-changed
-- deserves: pre-traffic

CREATE EXTENSION citext VERSION '1.4';

-- migration:
-- tidegate: pre-traffic
ALTER EXTENSION citext UPDATE TO '1.5';
