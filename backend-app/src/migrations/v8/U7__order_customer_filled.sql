-- The numbers stay: they are right, and versions that do not know them do not mind.
DROP TRIGGER orders_fill_customer ON shop.orders;

DROP FUNCTION shop.orders_fill_customer();
