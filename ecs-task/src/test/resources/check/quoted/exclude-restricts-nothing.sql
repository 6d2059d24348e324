-- expect: lock-index-build
-- deserves: any
-- not: exclude-added

CREATE TABLE "Booking" ("E-Mail" text UNIQUE);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE "Booking" ADD CONSTRAINT "One E-Mail" EXCLUDE ("E-Mail" WITH =);
