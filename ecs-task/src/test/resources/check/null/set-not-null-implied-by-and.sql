-- expect: none
-- deserves: any

CREATE TABLE customer (
    id bigint PRIMARY KEY,
    note text,
    CONSTRAINT note_there CHECK (note IS NOT NULL AND length(note) < 100)
);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer ALTER COLUMN note SET NOT NULL;
