-- expect: column-type-changed lock-rewrite lock-several-tables must-be-split
-- deserves: split
-- not: view-changed

CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
CREATE VIEW rich AS SELECT id, balance FROM account WHERE balance > 1000;

-- migration:
-- tidegate: pre-traffic
DROP VIEW rich;
ALTER TABLE account ALTER COLUMN balance TYPE numeric(20,2);
CREATE VIEW rich AS SELECT id, balance FROM account WHERE balance > 1000;
