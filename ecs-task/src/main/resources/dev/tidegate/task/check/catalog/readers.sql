-- These relations, and the views and policies that read them, which the catalog words anew when a column comes.
WITH RECURSIVE reader (oid) AS (
  SELECT unnest(?::oid[])
  UNION
  SELECT coalesce(r.ev_class, p.polrelid)
  FROM reader JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = reader.oid
    LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
  WHERE d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass)
)
SELECT oid::text FROM reader WHERE oid IS NOT NULL
