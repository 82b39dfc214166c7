-- Additive: a version that does not know the column goes on working.
ALTER TABLE shop.orders ADD COLUMN note text;

CREATE INDEX orders_with_note ON shop.orders (id) WHERE note IS NOT NULL;
