-- expect: key-dropped lock-index-build lock-not-concurrent may-fail-on-data unique-added
-- deserves: post-traffic

CREATE TABLE "Order Line" (
    "Id" int NOT NULL,
    "select" text,
    "it""s" text,
    "Group" int,
    CONSTRAINT "Old Key" UNIQUE ("Group")
);
CREATE UNIQUE INDEX "one it""s" ON "Order Line" ("it""s");

-- migration:
-- tidegate: pre-traffic
ALTER TABLE "Order Line" ADD CONSTRAINT "Primary Key" PRIMARY KEY ("Id");
ALTER TABLE "Order Line" ADD CONSTRAINT "one select" UNIQUE ("select") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "Order Line" DROP CONSTRAINT "Old Key";
DROP INDEX "one it""s";
