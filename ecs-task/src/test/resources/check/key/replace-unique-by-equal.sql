-- expect: key-dropped
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, email text CONSTRAINT customer_email UNIQUE);
CREATE UNIQUE INDEX customer_email_too ON customer (email);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer DROP CONSTRAINT customer_email;
