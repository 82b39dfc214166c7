-- Nothing is lost: the names are in shop.customers.
ALTER TABLE shop.orders ADD COLUMN customer text;

UPDATE shop.orders o SET customer = c.name FROM shop.customers c WHERE c.id = o.customer_id;

ALTER TABLE shop.orders ALTER COLUMN customer SET NOT NULL;

ALTER TABLE shop.orders ADD CONSTRAINT orders_customer_check CHECK (length(customer) BETWEEN 1 AND 200);

CREATE INDEX orders_customer ON shop.orders (customer);

ALTER TABLE shop.orders ALTER COLUMN customer_id DROP NOT NULL;

CREATE FUNCTION shop.orders_fill_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.customer_id IS NULL THEN
        INSERT INTO shop.customers (name) VALUES (NEW.customer) ON CONFLICT (name) DO NOTHING;
        SELECT id INTO NEW.customer_id FROM shop.customers WHERE name = NEW.customer;
    ELSIF NEW.customer IS NULL THEN
        SELECT name INTO NEW.customer FROM shop.customers WHERE id = NEW.customer_id;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER orders_fill_customer BEFORE INSERT ON shop.orders
    FOR EACH ROW EXECUTE FUNCTION shop.orders_fill_customer();
