-- expect: key-dropped
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, email text CONSTRAINT customer_email UNIQUE);
CREATE UNIQUE INDEX customer_email_too ON customer (email);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE customer RENAME CONSTRAINT customer_email TO customer_mail;
