-- expect: foreign-key-added
-- deserves: post-traffic
-- not: foreign-key-not-indexed

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE TABLE purchase (id int PRIMARY KEY, customer_id int, note text);
CREATE INDEX purchase_customer ON purchase (customer_id, note);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE purchase ADD FOREIGN KEY (customer_id) REFERENCES customer NOT VALID;
