-- expect: key-dropped lock-index-build
-- deserves: post-traffic

CREATE TABLE member (team int NOT NULL, email text NOT NULL, CONSTRAINT member_email UNIQUE (email));

-- migration:
-- tidegate: pre-traffic
ALTER TABLE member DROP CONSTRAINT member_email;
ALTER TABLE member ADD CONSTRAINT member_email UNIQUE (team, email);
