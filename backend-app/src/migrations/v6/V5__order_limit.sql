-- What V5__bad.sql should have been: the limit that the application itself keeps to.
ALTER TABLE shop.orders ADD CONSTRAINT orders_quantity_limit CHECK (quantity <= 1000) NOT VALID;

ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_quantity_limit;
