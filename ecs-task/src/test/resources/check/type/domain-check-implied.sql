-- expect: none
-- deserves: any
-- not: domain-tightened

CREATE DOMAIN amount AS int CHECK (VALUE > 0);
CREATE TABLE item (id int PRIMARY KEY, cost amount);

-- migration:
-- tidegate: pre-traffic
ALTER DOMAIN amount ADD CONSTRAINT wide CHECK (VALUE > -1) NOT VALID;
