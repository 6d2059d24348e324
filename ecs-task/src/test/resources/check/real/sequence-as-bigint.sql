-- expect: none
-- deserves: pre-traffic
-- not: sequence-changed

CREATE SEQUENCE ticket_number AS int;
CREATE TABLE ticket (id int PRIMARY KEY DEFAULT nextval('ticket_number'));

-- migration:
-- tidegate: pre-traffic
ALTER SEQUENCE ticket_number AS bigint;
