-- expect: lock-index-build may-fail-on-data
-- deserves: post-traffic

CREATE TABLE reading (sensor int NOT NULL, at timestamptz NOT NULL, value numeric) PARTITION BY RANGE (at);
CREATE TABLE reading_2023 PARTITION OF reading FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE reading_2024 PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- migration:
-- tidegate: post-traffic
ALTER TABLE reading ADD CONSTRAINT one_reading UNIQUE (sensor, at);
