-- expect: lock-scan may-fail-on-data
-- deserves: any

CREATE TABLE reading (sensor int NOT NULL, at timestamptz NOT NULL, value numeric) PARTITION BY RANGE (at);
CREATE TABLE reading_rest PARTITION OF reading DEFAULT;
CREATE TABLE reading_2024 (sensor int NOT NULL, at timestamptz NOT NULL, value numeric, CHECK (at IS NOT NULL AND at >= '2024-01-01' AND at < '2025-01-01'));

-- migration:
-- tidegate: pre-traffic
ALTER TABLE reading ATTACH PARTITION reading_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
