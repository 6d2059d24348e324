-- expect: column-required lock-index-build may-fail-on-data unique-added
-- deserves: post-traffic

CREATE TABLE log (id int, line text);

-- migration:
-- tidegate: pre-traffic
ALTER TABLE log ADD PRIMARY KEY (id);
