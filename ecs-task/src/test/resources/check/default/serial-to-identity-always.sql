-- expect: identity-always sequence-changed
-- deserves: post-traffic

CREATE TABLE item (id serial PRIMARY KEY, title text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE item ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE item_id_seq;
ALTER TABLE item ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
