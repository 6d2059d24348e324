-- expect: key-dropped
-- deserves: post-traffic

CREATE TABLE log (id int PRIMARY KEY, line text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE log DROP CONSTRAINT log_pkey;
