-- One query for each Kind, in its order. The server's own things and those of extensions are left out. What belongs to a relation
-- tells it as relid, so that it can be read for a few of them.

-- SCHEMA
SELECT quote_ident(n.nspname) AS name, n.oid, pg_get_userbyid(n.nspowner) AS owner
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e');

-- RELATION
SELECT format('%I.%I', n.nspname, c.relname) AS name, c.oid, c.oid AS relid, c.relkind AS kind, pg_get_userbyid(c.relowner) AS owner,
  quote_ident(n.nspname) AS schema, c.relname AS short, c.relpersistence AS persistence, pg_relation_filenode(c.oid) AS file,
  c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security, c.relispartition AS partition,
  pg_get_expr(c.relpartbound, c.oid) AS bound, c.relreplident AS replica_identity,
  array_to_string(c.reloptions, E'\n') AS options, c.relispopulated AS populated,
  pg_get_partkeydef(c.oid) AS partition_key,
  -- The default partition's follow from the others', those of a hash have an identifier in them.
  CASE WHEN c.relispartition AND pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
    AND pg_get_expr(c.relpartbound, c.oid) NOT LIKE 'FOR VALUES WITH%' THEN pg_get_partition_constraintdef(c.oid) END AS bounds,
  (SELECT string_agg(i.inhparent::regclass::text, E'\n' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid)
    AS parents,
  CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition,
  CASE WHEN c.relkind = 'v' THEN pg_relation_is_updatable(c.oid, false) END AS updatable
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

-- COLUMN
SELECT format('%I.%I.%I', n.nspname, c.relname, a.attname) AS name, format('%I.%I', n.nspname, c.relname) AS table,
  a.attrelid || '.' || a.attnum AS oid, a.attrelid AS relid, a.attnum AS number, a.attname AS short,
  quote_ident(a.attname) AS quoted, c.relkind AS kind,
  format_type(a.atttypid, a.atttypmod) AS type, format_type(a.atttypid, NULL) AS base_type, a.attnotnull AS not_null,
  pg_get_expr(d.adbin, d.adrelid) AS default, nullif(a.attidentity, '') AS identity,
  nullif(a.attgenerated, '') AS generated,
  CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS collation
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

-- CONSTRAINT
SELECT format('%I.%I.%I', n.nspname, c.relname, k.conname) AS name, format('%I.%I', n.nspname, c.relname) AS table,
  k.oid, k.conrelid AS relid, k.conname AS short, quote_ident(k.conname) AS quoted, k.contype AS type, pg_get_constraintdef(k.oid) AS definition,
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END AS expression, k.convalidated AS validated,
  k.condeferrable AS deferrable, k.condeferred AS deferred, k.coninhcount > 0 AS inherited,
  coalesce(to_jsonb(k) ->> 'conenforced', 'true') AS enforced,
  (SELECT string_agg(a.attname, E'\n' ORDER BY u.at) FROM unnest(k.conkey) WITH ORDINALITY u (number, at)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns,
  (SELECT string_agg(a.attname, E'\n' ORDER BY u.at) FROM unnest(k.confkey) WITH ORDINALITY u (number, at)
    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number) AS referenced_columns,
  CASE WHEN k.confrelid <> 0 THEN (SELECT format('%I.%I', fn.nspname, f.relname) FROM pg_class f
    JOIN pg_namespace fn ON fn.oid = f.relnamespace WHERE f.oid = k.confrelid) END AS referenced,
  nullif(k.confdeltype, ' ') AS on_delete, nullif(k.confupdtype, ' ') AS on_update, nullif(k.conindid, 0) AS index_oid
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

-- INDEX
SELECT format('%I.%I', n.nspname, c.relname) AS name, format('%I.%I', n.nspname, t.relname) AS table, c.oid, t.oid AS relid,
  c.relname AS short, quote_ident(c.relname) AS quoted, pg_relation_filenode(c.oid) AS file, i.indisunique AS unique, i.indisprimary AS primary,
  i.indisvalid AS valid, i.indimmediate AS immediate, i.indisexclusion AS exclusion,
  pg_get_indexdef(c.oid) AS definition, am.amname AS method,
  (SELECT string_agg(CASE u.number WHEN 0 THEN pg_get_indexdef(c.oid, u.at::int, true) ELSE quote_ident(a.attname) END,
    E'\n' ORDER BY u.at) FROM unnest(i.indkey::int2[]) WITH ORDINALITY u (number, at)
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.number WHERE u.at <= i.indnkeyatts) AS keys,
  pg_get_expr(i.indpred, i.indrelid) AS predicate, to_jsonb(i) ->> 'indnullsnotdistinct' AS nulls_not_distinct,
  c.relispartition AS partition,
  k.conname AS constraint
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am am ON am.oid = c.relam
  LEFT JOIN pg_constraint k ON k.conrelid = i.indrelid AND k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e');

-- TYPE
SELECT format('%I.%I', n.nspname, t.typname) AS name, t.oid, t.typtype AS kind, pg_get_userbyid(t.typowner) AS owner,
  CASE WHEN t.typbasetype <> 0 THEN format_type(t.typbasetype, t.typtypmod) END AS base_type,
  CASE WHEN t.typtype = 'd' THEN t.typnotnull END AS not_null, CASE WHEN t.typtype = 'd' THEN t.typdefault END AS default
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND (t.typtype IN ('e', 'd', 'r', 'm')
    OR t.typtype = 'c' AND c.relkind = 'c' OR t.typtype = 'b' AND t.typelem = 0)
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e');

-- LABEL
SELECT format('%I.%I.%L', n.nspname, t.typname, e.enumlabel) AS name, format('%I.%I', n.nspname, t.typname) AS table,
  e.oid, e.enumlabel AS short, e.enumsortorder AS order
FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e');

-- DOMAIN_CONSTRAINT
SELECT format('%I.%I.%I', n.nspname, t.typname, k.conname) AS name, format('%I.%I', n.nspname, t.typname) AS table,
  k.oid, k.conname AS short, pg_get_constraintdef(k.oid) AS definition, k.convalidated AS validated,
  pg_get_expr(k.conbin, 0) AS expression
FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE k.contypid <> 0 AND k.contype = 'c' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e');

-- FUNCTION
SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name, p.oid,
  format('%I.%I', n.nspname, p.proname) AS short, pg_get_function_result(p.oid) AS result, p.prokind AS kind,
  (SELECT string_agg(format_type(u.type, NULL), E'\n' ORDER BY u.at) FROM unnest(p.proargtypes) WITH ORDINALITY
    u (type, at)) AS argument_types, p.pronargdefaults AS defaults, p.provariadic <> 0 AS variadic,
  pg_get_function_arguments(p.oid) AS arguments, md5(p.prosrc || coalesce(to_jsonb(p) ->> 'prosqlbody', '')) AS body,
  p.prosecdef AS security_definer, p.proisstrict AS strict, p.provolatile AS volatility,
  array_to_string(p.proconfig, E'\n') AS config, pg_get_userbyid(p.proowner) AS owner, l.lanname AS language,
  (SELECT string_agg(p.proargnames[at], E'\n' ORDER BY at) FROM generate_series(1, p.pronargs) at
    WHERE p.proargnames[at] <> '') AS argument_names
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  -- Those that come with a range type.
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
    AND d.deptype IN ('e', 'i'));

-- TRIGGER
SELECT format('%I.%I.%I', n.nspname, c.relname, t.tgname) AS name, format('%I.%I', n.nspname, c.relname) AS table, t.oid, t.tgrelid AS relid,
  t.tgname AS short, pg_get_triggerdef(t.oid) AS definition, t.tgenabled AS enabled, t.tgparentid <> 0 AS inherited
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal
UNION ALL
SELECT 'event trigger ' || quote_ident(e.evtname), NULL, e.oid, NULL, e.evtname, e.evtevent || ' ' || e.evtfoid::regproc,
  e.evtenabled, false
FROM pg_event_trigger e
WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = e.oid
  AND d.deptype = 'e');

-- RULE
SELECT format('%I.%I.%I', n.nspname, c.relname, r.rulename) AS name, format('%I.%I', n.nspname, c.relname) AS table,
  r.oid, r.ev_class AS relid, r.rulename AS short, pg_get_ruledef(r.oid) AS definition, r.ev_enabled AS enabled
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

-- POLICY
SELECT format('%I.%I.%I', n.nspname, c.relname, p.polname) AS name, format('%I.%I', n.nspname, c.relname) AS table,
  p.oid, p.polrelid AS relid, p.polname AS short, p.polcmd AS command, p.polpermissive AS permissive,
  pg_get_expr(p.polqual, p.polrelid) AS qualification, pg_get_expr(p.polwithcheck, p.polrelid) AS check,
  (SELECT string_agg(coalesce(r.rolname, 'public'), E'\n' ORDER BY r.rolname) FROM unnest(p.polroles) u (role)
    LEFT JOIN pg_roles r ON r.oid = u.role) AS roles
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace;

-- SEQUENCE
SELECT format('%I.%I', n.nspname, c.relname) AS name, c.oid, c.oid AS relid, format_type(s.seqtypid, NULL) AS type, s.seqincrement AS
  increment, s.seqmin AS minimum, s.seqmax AS maximum, s.seqcycle AS cycle,
  (SELECT d.refobjid::regclass::text FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
    AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') LIMIT 1) AS owner_table,
  (SELECT quote_ident(a.attname) FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
      AND d.deptype IN ('a', 'i') LIMIT 1) AS owner_column,
  EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
    AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i') AS internal
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

-- PRIVILEGE: what each role that is no superuser may do, however it came to it
WITH grantee AS (
  SELECT rolname FROM pg_roles WHERE NOT rolsuper AND rolname !~ '^pg_' UNION ALL SELECT 'public'
), mine AS (
  SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
)
SELECT format('%s: %s on %s', g.rolname, p.privilege, format('%I.%I', n.nspname, c.relname)) AS name,
  format('%I.%I', n.nspname, c.relname) AS table, g.rolname AS role, p.privilege, c.oid AS relid
FROM pg_class c JOIN mine n ON n.oid = c.relnamespace CROSS JOIN grantee g
  CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) p (privilege)
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege(g.rolname, c.oid, p.privilege)
UNION ALL
SELECT format('%s: %s on %s', g.rolname, p.privilege, format('%I.%I.%I', n.nspname, c.relname, a.attname)),
  format('%I.%I', n.nspname, c.relname), g.rolname, p.privilege, c.oid
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN mine n ON n.oid = c.relnamespace CROSS JOIN grantee g
  CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) p (privilege)
WHERE a.attacl IS NOT NULL AND a.attnum > 0 AND NOT a.attisdropped
  AND has_column_privilege(g.rolname, c.oid, a.attnum, p.privilege)
UNION ALL
SELECT format('%s: USAGE on %s', g.rolname, format('%I.%I', n.nspname, c.relname)), format('%I.%I', n.nspname, c.relname),
  g.rolname, 'USAGE', c.oid
FROM pg_class c JOIN mine n ON n.oid = c.relnamespace CROSS JOIN grantee g
WHERE c.relkind = 'S' AND has_sequence_privilege(g.rolname, c.oid, 'USAGE')
UNION ALL
SELECT format('%s: %s on schema %I', g.rolname, p.privilege, n.nspname), quote_ident(n.nspname), g.rolname, p.privilege, n.oid
FROM mine n CROSS JOIN grantee g CROSS JOIN (VALUES ('USAGE'), ('CREATE')) p (privilege)
WHERE has_schema_privilege(g.rolname, n.oid, p.privilege)
UNION ALL
SELECT format('%s: EXECUTE on %I.%I(%s)', g.rolname, n.nspname, f.proname, pg_get_function_identity_arguments(f.oid)),
  format('%I.%I(%s)', n.nspname, f.proname, pg_get_function_identity_arguments(f.oid)), g.rolname, 'EXECUTE', f.oid
FROM pg_proc f JOIN mine n ON n.oid = f.pronamespace CROSS JOIN grantee g
WHERE has_function_privilege(g.rolname, f.oid, 'EXECUTE')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid
    AND d.deptype IN ('e', 'i'));

-- EXTENSION
SELECT quote_ident(e.extname) AS name, e.oid, e.extversion AS version FROM pg_extension e;

-- CAST
SELECT format_type(c.castsource, NULL) || ' to ' || format_type(c.casttarget, NULL) AS name, c.oid,
  c.castcontext AS context
FROM pg_cast c
WHERE c.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid
    AND d.deptype IN ('e', 'i'));

-- OPERATOR
SELECT format('%I.%s(%s,%s)', n.nspname, o.oprname, format_type(o.oprleft, NULL), format_type(o.oprright, NULL)) AS name,
  o.oid, o.oprcode AS function
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_operator'::regclass AND d.objid = o.oid
    AND d.deptype = 'e');

-- SETTING
SELECT coalesce((SELECT quote_ident(rolname) FROM pg_roles WHERE oid = s.setrole), 'every role') || ': '
  || split_part(u.setting, '=', 1) AS name, u.setting
FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) u (setting)
WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()));
