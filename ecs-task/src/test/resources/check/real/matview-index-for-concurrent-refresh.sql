-- expect: lock-index-build may-fail-on-data
-- deserves: any
-- not: unique-added

CREATE TABLE sale (day date NOT NULL, amount numeric NOT NULL);
CREATE MATERIALIZED VIEW per_day AS SELECT day, sum(amount) AS amount FROM sale GROUP BY day;

-- migration:
-- tidegate: pre-traffic
CREATE UNIQUE INDEX per_day_day ON per_day (day);
