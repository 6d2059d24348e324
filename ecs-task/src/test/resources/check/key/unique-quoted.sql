-- expect: may-fail-on-data unique-added
-- deserves: post-traffic

CREATE TABLE "Order" ("Id" int PRIMARY KEY, "select" text, "Weird Name" text);

-- migration:
-- tidegate: pre-traffic
CREATE UNIQUE INDEX CONCURRENTLY "Order one" ON "Order" ("Weird Name");
