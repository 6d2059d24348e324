-- expect: domain-tightened
-- deserves: post-traffic

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN positive AS int;
CREATE TYPE address AS (street text, city text);
CREATE TABLE person (id int PRIMARY KEY, mood mood, score positive, home address);

-- migration:
-- tidegate: pre-traffic
ALTER DOMAIN positive ADD CONSTRAINT above_zero CHECK (VALUE > 0) NOT VALID;
