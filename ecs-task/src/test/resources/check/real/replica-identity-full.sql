-- expect: replica-identity-changed
-- deserves: pre-traffic

CREATE TABLE person (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE person REPLICA IDENTITY FULL;
