-- expect: label-removed lock-rewrite may-fail-on-data
-- deserves: post-traffic

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN positive AS int;
CREATE TYPE address AS (street text, city text);
CREATE TABLE person (id int PRIMARY KEY, mood mood, score positive, home address);

-- migration:
-- tidegate: pre-traffic
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('sad', 'happy');
ALTER TABLE person ALTER COLUMN mood TYPE mood USING mood::text::mood;
DROP TYPE mood_old;
