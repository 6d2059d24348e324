-- expect: none
-- deserves: pre-traffic

CREATE TABLE doc (id int PRIMARY KEY, body text);

-- migration:
-- tidegate: pre-traffic
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE remote_doc (id int, body text) SERVER elsewhere;
