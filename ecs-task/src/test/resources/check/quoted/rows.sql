-- expect: lock-all-rows rows-lost
-- deserves: post-traffic

CREATE TABLE "Customer Data" ("Id" int PRIMARY KEY, "Full Name" text);
CREATE TABLE "order" ("Id" int PRIMARY KEY);

-- migration:
-- tidegate: pre-traffic
UPDATE "Customer Data" SET "Full Name" = upper("Full Name");
DELETE FROM "order";
