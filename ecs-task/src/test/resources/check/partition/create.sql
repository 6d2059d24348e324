-- expect: none
-- deserves: pre-traffic
-- not: partition-detached

CREATE TABLE event (id int NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE event_2025 (id int NOT NULL, day date NOT NULL, PRIMARY KEY (id, day));

-- migration:
-- tidegate: pre-traffic
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
