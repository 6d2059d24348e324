-- expect: none
-- deserves: pre-traffic
-- not: type-changed

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN positive AS int;
CREATE TYPE address AS (street text, city text);
CREATE TABLE person (id int PRIMARY KEY, mood mood, score positive, home address);

-- migration:
-- tidegate: pre-traffic
CREATE TYPE color AS ENUM ('red', 'green');
