-- Beside the traffic: a plain CREATE INDEX would keep every order out until it is done. Alone in its file, because
-- it cannot run inside a transaction.
CREATE INDEX CONCURRENTLY orders_by_customer ON shop.orders (customer_id, id DESC);
