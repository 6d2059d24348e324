-- expect: none
-- deserves: any
-- not: lock-scan

CREATE TABLE person (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: pre-traffic
COMMENT ON TABLE person IS 'who we know';
COMMENT ON COLUMN person.name IS 'in full';
