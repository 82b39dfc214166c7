-- Additive: nullable, because versions that do not know the column go on inserting without it.
ALTER TABLE shop.orders ADD COLUMN customer_id bigint REFERENCES shop.customers (id);

UPDATE shop.orders o SET customer_id = c.id FROM shop.customers c WHERE c.name = o.customer;

CREATE INDEX orders_customer_id ON shop.orders (customer_id);
