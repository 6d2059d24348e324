-- expect: none
-- deserves: any

CREATE TABLE doc (id int PRIMARY KEY, body text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE doc ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE doc SET (autovacuum_vacuum_scale_factor = 0.02);
CREATE STATISTICS doc_stats ON id, body FROM doc;
