-- expect: none
-- deserves: pre-traffic
-- not: function-ambiguous

CREATE FUNCTION price(item int, discount int DEFAULT 0) RETURNS int LANGUAGE sql AS $$ SELECT item - discount $$;

-- migration:
-- tidegate: pre-traffic
CREATE FUNCTION price(item date) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
