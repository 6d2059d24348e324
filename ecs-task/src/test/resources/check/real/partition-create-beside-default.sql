-- expect: lock-scan may-fail-on-data
-- deserves: pre-traffic

CREATE TABLE reading (sensor int NOT NULL, at timestamptz NOT NULL, value numeric) PARTITION BY RANGE (at);
CREATE TABLE reading_rest PARTITION OF reading DEFAULT;

-- migration:
-- tidegate: pre-traffic
CREATE TABLE reading_2024 PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
