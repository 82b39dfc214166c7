-- The shop's orders. Reads list the newest first (primary key) or one customer's (index).
CREATE TABLE shop.orders (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer   text        NOT NULL CHECK (length(customer) BETWEEN 1 AND 200),
    item       text        NOT NULL CHECK (length(item) BETWEEN 1 AND 200),
    quantity   integer     NOT NULL CHECK (quantity > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX orders_customer ON shop.orders (customer);

INSERT INTO shop.orders (customer, item, quantity) VALUES
    ('ana',   'lantern',      1),
    ('bela',  'rope, 10 m',   2),
    ('chris', 'signal flag', 24),
    ('ana',   'oilskin',      1),
    ('dora',  'compass',      1);

-- The application reads the history for its readiness and has no business writing it.
REVOKE ALL ON shop.flyway_schema_history FROM shop_app;
GRANT SELECT ON shop.flyway_schema_history TO shop_app;
