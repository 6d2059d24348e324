-- expect: may-fail-on-data rows-lost
-- deserves: post-traffic

CREATE TABLE event (id int PRIMARY KEY, at date);
CREATE TABLE event_archive (id int PRIMARY KEY, at date);

-- migration:
-- tidegate: pre-traffic
WITH gone AS (DELETE FROM event RETURNING *) INSERT INTO event_archive SELECT * FROM gone;
