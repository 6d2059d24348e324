-- expect: lock-rewrite
-- deserves: any

CREATE UNLOGGED TABLE cache (id int PRIMARY KEY, body text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE cache SET LOGGED;
