-- Expand: from here on every order has its customer's row, whoever writes it. Versions that write the name get the
-- number by the trigger, versions that write the number get the name.
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

-- Backfill: what versions 1 to 6 wrote since V4.
INSERT INTO shop.customers (name)
    SELECT DISTINCT customer FROM shop.orders WHERE customer_id IS NULL
    ON CONFLICT (name) DO NOTHING;

UPDATE shop.orders o SET customer_id = c.id FROM shop.customers c
    WHERE c.name = o.customer AND o.customer_id IS NULL;
