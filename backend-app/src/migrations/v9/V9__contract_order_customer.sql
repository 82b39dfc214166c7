-- Contract: nobody reads the name in the order any more. Version 8 goes on; versions 1 to 6 could not.
ALTER TABLE shop.orders ADD CONSTRAINT orders_customer_there CHECK (customer_id IS NOT NULL) NOT VALID;

ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_customer_there;

-- PostgreSQL takes the validated check as proof and does not read the table again.
ALTER TABLE shop.orders ALTER COLUMN customer_id SET NOT NULL;

ALTER TABLE shop.orders DROP CONSTRAINT orders_customer_there;

DROP TRIGGER orders_fill_customer ON shop.orders;

DROP FUNCTION shop.orders_fill_customer();

ALTER TABLE shop.orders DROP COLUMN customer;
