-- For each relation a number that is another one as soon as a row of the catalog that is about it is another one, and one more for all
-- that is about no relation. A version of a row is never at the place of another version that the same transaction wrote.
WITH seen (relation, version) AS (
  SELECT c.oid, hashtextextended(c.xmin::text || c.ctid::text, 0) FROM pg_class c WHERE c.oid >= 16384
  UNION ALL
  SELECT i.indrelid, hashtextextended(i.xmin::text || i.ctid::text || c.xmin::text || c.ctid::text, 0)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indexrelid >= 16384
  UNION ALL
  SELECT attrelid, hashtextextended(xmin::text || ctid::text, 0) FROM pg_attribute WHERE attrelid >= 16384 AND attnum > 0
  UNION ALL
  SELECT adrelid, hashtextextended(xmin::text || ctid::text, 0) FROM pg_attrdef
  UNION ALL
  SELECT conrelid, hashtextextended(xmin::text || ctid::text, 0) FROM pg_constraint WHERE conrelid >= 16384
  UNION ALL
  SELECT tgrelid, hashtextextended(xmin::text || ctid::text, 0) FROM pg_trigger
  UNION ALL
  SELECT ev_class, hashtextextended(xmin::text || ctid::text, 0) FROM pg_rewrite WHERE ev_class >= 16384
  UNION ALL
  SELECT polrelid, hashtextextended(xmin::text || ctid::text, 0) FROM pg_policy
  UNION ALL
  SELECT inhrelid, hashtextextended(xmin::text || ctid::text, 0) FROM pg_inherits
  UNION ALL
  SELECT seqrelid, hashtextextended(xmin::text || ctid::text, 0) FROM pg_sequence
  UNION ALL
  SELECT objid, hashtextextended(xmin::text || ctid::text, 0) FROM pg_depend
  WHERE classid = 'pg_class'::regclass AND objid >= 16384
), other (version) AS (
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_namespace
  UNION ALL
  -- Those of tables and views, and arrays of them, come and go with them.
  SELECT t.tableoid::text || t.xmin::text || t.ctid::text
  FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem
    LEFT JOIN pg_class c ON c.oid = CASE WHEN t.typrelid <> 0 THEN t.typrelid ELSE e.typrelid END
  WHERE t.oid >= 16384 AND (c.oid IS NULL OR c.relkind = 'c')
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_enum
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_constraint WHERE contypid <> 0 AND oid >= 16384
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_proc WHERE oid >= 16384
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_operator WHERE oid >= 16384
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_opclass WHERE oid >= 16384
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_cast WHERE oid >= 16384
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_collation WHERE oid >= 16384
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_language
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_am
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_event_trigger
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_extension
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_depend WHERE refclassid = 'pg_extension'::regclass
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_db_role_setting
  UNION ALL
  SELECT tableoid::text || xmin::text || ctid::text FROM pg_auth_members
  UNION ALL
  SELECT concat_ws(' ', oid, rolname, rolsuper, rolinherit) FROM pg_roles
)
SELECT c.oid::text, sum(seen.version)::text
FROM seen JOIN pg_class c ON c.oid = seen.relation
WHERE c.relkind NOT IN ('i', 'I', 't')
GROUP BY c.oid
UNION ALL
SELECT '', sum(hashtextextended(version, 0))::text FROM other
