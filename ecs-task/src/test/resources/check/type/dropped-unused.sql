-- expect: type-dropped
-- deserves: post-traffic

CREATE TYPE mood AS ENUM ('sad', 'happy');

-- migration:
-- tidegate: pre-traffic
DROP TYPE mood;
