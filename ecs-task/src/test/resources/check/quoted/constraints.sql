-- expect: check-added exclude-added foreign-key-added foreign-key-not-indexed lock-index-build lock-scan lock-while-working may-fail-on-data
-- deserves: post-traffic

CREATE TABLE "Customer Data" ("Id" int PRIMARY KEY);
CREATE TABLE "Order Line" ("Id" int PRIMARY KEY, "select" int, "Customer Id" int, "During it's" tsrange);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE "Order Line" ADD CONSTRAINT "Not Negative" CHECK ("select" >= 0);
ALTER TABLE "Order Line" ADD CONSTRAINT "To Customer" FOREIGN KEY ("Customer Id") REFERENCES "Customer Data";
ALTER TABLE "Order Line" ADD CONSTRAINT "No Overlap" EXCLUDE USING gist ("During it's" WITH &&);
