-- expect: none
-- deserves: any

CREATE TABLE log (id int NOT NULL, line text);
CREATE UNIQUE INDEX log_id ON log (id);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_id;
