-- expect: column-required lock-scan may-fail-on-data
-- deserves: post-traffic

CREATE TABLE "Order" ("Id" int PRIMARY KEY, "select" text, "Weird Name" text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE "Order" ALTER COLUMN "select" SET NOT NULL;
