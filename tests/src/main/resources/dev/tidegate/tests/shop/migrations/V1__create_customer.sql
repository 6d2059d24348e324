-- tidegate: pre-traffic
CREATE TABLE customer (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL,
    email      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE visit (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint      NOT NULL REFERENCES customer,
    note        text        NOT NULL,
    visited_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE greeting (
    customer_id bigint PRIMARY KEY REFERENCES customer,
    text        text        NOT NULL,
    written_by  text        NOT NULL,
    written_at  timestamptz NOT NULL DEFAULT now()
);

-- 400 customers who share 240 names: people do.
INSERT INTO customer (name, email)
SELECT first[1 + i % 16] || ' ' || last[1 + i % 15], 'customer' || i || '@shop.example'
FROM generate_series(1, 400) AS i,
     (SELECT ARRAY ['Ada', 'Bela', 'Chidi', 'Dunja', 'Emre', 'Freya', 'Goran', 'Hana', 'Ines', 'Jonas', 'Kaya', 'Lena',
                    'Mirko', 'Nadia', 'Oskar', 'Petra'] AS first,
             ARRAY ['Adler', 'Bakker', 'Costa', 'Diallo', 'Eriksen', 'Farkas', 'Garcia', 'Horvat', 'Ivanova', 'Jansen',
                    'Kowalski', 'Larsen', 'Moreau', 'Novak', 'Okafor'] AS last) AS names;
