-- Which version of its rows each relation has in the catalogs, and what belongs to none ('rest'). A row that is written anew has
-- another place or another transaction.
SELECT relid::text, sum(hashtextextended(version, 0))::text FROM (
  SELECT oid AS relid, 'c' || xmin || ctid AS version FROM pg_class WHERE oid >= 16384
  UNION ALL SELECT attrelid, 'a' || xmin || ctid FROM pg_attribute WHERE attrelid >= 16384 AND attnum > 0
  UNION ALL SELECT adrelid, 'd' || xmin || ctid FROM pg_attrdef
  UNION ALL SELECT i.indrelid, 'i' || i.xmin || i.ctid || c.xmin || c.ctid FROM pg_index i JOIN pg_class c
    ON c.oid = i.indexrelid WHERE c.oid >= 16384
  UNION ALL SELECT conrelid, 'k' || xmin || ctid FROM pg_constraint WHERE oid >= 16384
  UNION ALL SELECT tgrelid, 't' || xmin || ctid FROM pg_trigger
  UNION ALL SELECT polrelid, 'p' || xmin || ctid FROM pg_policy
  UNION ALL SELECT ev_class, 'r' || xmin || ctid FROM pg_rewrite WHERE oid >= 16384
  UNION ALL SELECT inhrelid, 'h' || xmin || ctid FROM pg_inherits
  UNION ALL SELECT seqrelid, 's' || xmin || ctid FROM pg_sequence
  UNION ALL SELECT partrelid, 'g' || xmin || ctid FROM pg_partitioned_table
  UNION ALL SELECT objid, 'o' || xmin || ctid FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid >= 16384
    AND deptype IN ('a', 'i', 'e')
) rows
WHERE relid IN (SELECT oid FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c'))
GROUP BY relid
UNION ALL
SELECT 'rest', coalesce(sum(hashtextextended(version, 0)), 0)::text FROM (
  SELECT 'n' || xmin || ctid AS version FROM pg_namespace
  UNION ALL SELECT 't' || xmin || ctid FROM pg_type t WHERE oid >= 16384 AND (typtype IN ('e', 'd', 'r', 'm')
    OR typtype = 'b' AND typelem = 0 OR typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid
      AND c.relkind = 'c'))
  UNION ALL SELECT 'p' || xmin || ctid FROM pg_proc WHERE oid >= 16384
  UNION ALL SELECT 'e' || xmin || ctid FROM pg_enum WHERE oid >= 16384
  UNION ALL SELECT 'k' || xmin || ctid FROM pg_constraint WHERE contypid <> 0
  UNION ALL SELECT 'o' || xmin || ctid FROM pg_operator WHERE oid >= 16384
  UNION ALL SELECT 'c' || xmin || ctid FROM pg_cast WHERE oid >= 16384
  UNION ALL SELECT 'l' || xmin || ctid FROM pg_collation WHERE oid >= 16384
  UNION ALL SELECT 'q' || xmin || ctid FROM pg_opclass WHERE oid >= 16384
  UNION ALL SELECT 'x' || xmin || ctid FROM pg_extension
  UNION ALL SELECT 'v' || xmin || ctid FROM pg_event_trigger
  UNION ALL SELECT 'd' || xmin || ctid FROM pg_depend WHERE deptype = 'e'
  -- The table behind it is the superuser's only.
  UNION ALL SELECT concat_ws(' ', 'a', oid, rolname, rolsuper, rolinherit) FROM pg_roles
  UNION ALL SELECT 'm' || xmin || ctid FROM pg_auth_members
  UNION ALL SELECT 's' || xmin || ctid FROM pg_db_role_setting
) rows
