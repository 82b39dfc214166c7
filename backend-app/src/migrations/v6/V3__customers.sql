-- Additive: customers become rows of their own.
CREATE TABLE shop.customers (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

INSERT INTO shop.customers (name) SELECT DISTINCT customer FROM shop.orders;
