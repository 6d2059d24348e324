-- expect: function-ambiguous must-be-split
-- deserves: split

CREATE FUNCTION price(item int, discount int DEFAULT 0) RETURNS int LANGUAGE sql AS $$ SELECT item - discount $$;

-- migration:
-- tidegate: pre-traffic
CREATE FUNCTION price(item int, currency text DEFAULT 'EUR') RETURNS int LANGUAGE sql AS $$ SELECT item $$;
