-- expect: none
-- deserves: any
-- not: column-required

CREATE TABLE customer (
    id bigint PRIMARY KEY,
    note text,
    CONSTRAINT note_there CHECK (note IS NOT NULL)
);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ALTER COLUMN note SET NOT NULL;
