-- expect: domain-tightened function-dropped label-renamed lock-scan may-fail-on-data must-be-split sequence-changed trigger-dropped
-- deserves: split

CREATE DOMAIN "Positive" AS int;
CREATE TYPE "Mood" AS ENUM ('it''s good', 'bad');
CREATE TABLE "Order Line" ("Id" int PRIMARY KEY, "Mood" "Mood", "Count" "Positive");
CREATE SEQUENCE "It's One";
CREATE FUNCTION "Do It"("How Much" "Positive") RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER "On Write" BEFORE INSERT ON "Order Line" FOR EACH ROW EXECUTE FUNCTION stamp();

-- migration:
-- tidegate: pre-traffic
ALTER DOMAIN "Positive" ADD CONSTRAINT "More Than 0" CHECK (VALUE > 0);
ALTER TYPE "Mood" RENAME VALUE 'it''s good' TO 'it''s fine';
DROP FUNCTION "Do It"("Positive");
DROP TRIGGER "On Write" ON "Order Line";
DROP SEQUENCE "It's One";
CREATE SEQUENCE "It's One";
