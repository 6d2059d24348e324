-- expect: must-be-split type-renamed
-- deserves: split
-- not: type-dropped

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN positive AS int;
CREATE TYPE address AS (street text, city text);
CREATE TABLE person (id int PRIMARY KEY, mood mood, score positive, home address);

-- migration:
-- tidegate: pre-traffic
ALTER TYPE mood RENAME TO feeling;
