-- expect: none
-- deserves: any

CREATE TABLE person (id int PRIMARY KEY, name text);

-- migration:
-- tidegate: pre-traffic
CREATE INDEX CONCURRENTLY person_name_c ON person (name COLLATE "C" text_pattern_ops);
