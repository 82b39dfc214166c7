-- Fails where there is an order of more than ten: the demonstration's data has one of 24.
ALTER TABLE shop.orders ADD CONSTRAINT orders_quantity_limit CHECK (quantity <= 10);
