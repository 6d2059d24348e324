-- expect: migration-fails
-- deserves: any

CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE task (id int PRIMARY KEY, state state NOT NULL DEFAULT 'open');

-- migration:
-- tidegate: pre-traffic
ALTER TYPE state ADD VALUE 'waiting' BEFORE 'done';
UPDATE task SET state = 'waiting' WHERE id = 1;
