-- expect: lock-scan may-fail-on-data
-- deserves: post-traffic

CREATE TABLE sensor (id int PRIMARY KEY);
CREATE TABLE reading (sensor int NOT NULL, at timestamptz NOT NULL, value numeric) PARTITION BY RANGE (at);
CREATE INDEX reading_sensor ON reading (sensor);
CREATE TABLE reading_2023 PARTITION OF reading FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE reading_2024 PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- migration:
-- tidegate: post-traffic
ALTER TABLE reading ADD CONSTRAINT reading_of_sensor FOREIGN KEY (sensor) REFERENCES sensor;
