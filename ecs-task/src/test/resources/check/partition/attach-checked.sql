-- expect: none
-- deserves: any
-- not: partition-attached

CREATE TABLE event (id int NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE event_2025 (id int NOT NULL, day date NOT NULL, PRIMARY KEY (id, day),
    CHECK (day IS NOT NULL AND day >= '2025-01-01' AND day < '2026-01-01'));

-- migration:
-- tidegate: pre-traffic
ALTER TABLE event ATTACH PARTITION event_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
