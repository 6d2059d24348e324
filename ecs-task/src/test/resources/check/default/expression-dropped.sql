-- expect: generated-changed
-- deserves: post-traffic

CREATE TABLE item (id int PRIMARY KEY, price int, doubled int GENERATED ALWAYS AS (price * 2) STORED);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE item ALTER COLUMN doubled DROP EXPRESSION;
