-- expect: lock-not-concurrent partition-detached
-- deserves: post-traffic
-- not: inheritance-removed

CREATE TABLE event (id int NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE event_2025 (id int NOT NULL, day date NOT NULL, PRIMARY KEY (id, day));

-- migration:
-- tidegate: pre-traffic
ALTER TABLE event DETACH PARTITION event_2024;
