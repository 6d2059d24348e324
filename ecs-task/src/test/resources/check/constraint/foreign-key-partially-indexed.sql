-- expect: foreign-key-added foreign-key-not-indexed
-- deserves: post-traffic

CREATE TABLE customer (id int PRIMARY KEY, name text);
CREATE TABLE purchase (id int PRIMARY KEY, customer_id int, note text);
CREATE INDEX purchase_customer ON purchase (customer_id) WHERE id > 10;

-- migration:
-- tidegate: pre-traffic
ALTER TABLE purchase ADD FOREIGN KEY (customer_id) REFERENCES customer NOT VALID;
