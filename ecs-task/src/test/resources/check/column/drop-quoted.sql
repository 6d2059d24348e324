-- expect: column-data-lost column-dropped
-- deserves: post-traffic

CREATE TABLE "Order" ("Id" int PRIMARY KEY, "select" text, "Weird Name" text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE "Order" DROP COLUMN "Weird Name";
