-- expect: loosened-for-new-code mark-too-strict
-- deserves: pre-traffic

CREATE TABLE booking (room int4range, CONSTRAINT no_overlap EXCLUDE USING gist (room WITH &&));

-- migration:
-- tidegate: post-traffic
ALTER TABLE booking DROP CONSTRAINT no_overlap;
