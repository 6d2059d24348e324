-- expect: type-dropped
-- deserves: post-traffic
-- not: type-renamed

CREATE TYPE mood AS ENUM ('sad', 'happy');

-- migration:
-- tidegate: pre-traffic
DROP TYPE mood;
