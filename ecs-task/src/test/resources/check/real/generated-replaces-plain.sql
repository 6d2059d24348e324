-- expect: column-data-lost generated-changed lock-rewrite must-be-split
-- deserves: split

CREATE TABLE line (id int PRIMARY KEY, price numeric NOT NULL, amount int NOT NULL, total numeric);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE line DROP COLUMN total;
ALTER TABLE line ADD COLUMN total numeric GENERATED ALWAYS AS (price * amount) STORED;
