-- expect: column-required lock-scan may-fail-on-data
-- deserves: post-traffic

CREATE TABLE customer (
    id bigint PRIMARY KEY,
    note text,
    CONSTRAINT note_there CHECK (note IS NOT NULL OR id > 0)
);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ALTER COLUMN note SET NOT NULL;
