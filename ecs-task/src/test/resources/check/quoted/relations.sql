-- expect: inheritance-removed lock-not-concurrent lock-several-tables must-be-split owner-changed partition-attached partition-detached row-security-enabled sequence-dropped table-data-lost table-dropped table-renamed view-dropped view-renamed may-fail-on-data lock-scan
-- deserves: split

CREATE SCHEMA "Old Things";
CREATE TABLE "Order Line" ("Id" int PRIMARY KEY);
CREATE TABLE "To Keep" ("Id" int);
CREATE TABLE "To Go" ("Id" int);
CREATE TABLE "To Move" ("Id" int);
CREATE TABLE "Base" ("Id" int);
CREATE TABLE "Heir" () INHERITS ("Base");
CREATE VIEW "Some Lines" AS SELECT "Id" FROM "Order Line";
CREATE MATERIALIZED VIEW "All Lines" AS SELECT "Id" FROM "Order Line";
CREATE SEQUENCE "A Number";
CREATE TABLE "Event" ("At" date NOT NULL) PARTITION BY RANGE ("At");
CREATE TABLE "Event 2024" PARTITION OF "Event" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE "Event 2025" ("At" date NOT NULL);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE "Order Line" RENAME TO "Order Lines";
ALTER TABLE "To Move" SET SCHEMA "Old Things";
ALTER TABLE "To Keep" OWNER TO "The Owner";
ALTER TABLE "To Keep" ENABLE ROW LEVEL SECURITY;
DROP TABLE "To Go";
ALTER TABLE "Heir" NO INHERIT "Base";
ALTER VIEW "Some Lines" RENAME TO "Few Lines";
DROP MATERIALIZED VIEW "All Lines";
DROP SEQUENCE "A Number";
ALTER TABLE "Event" DETACH PARTITION "Event 2024";
ALTER TABLE "Event" ATTACH PARTITION "Event 2025" FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
