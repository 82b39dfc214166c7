-- The shop's database, its roles and the schema of a second service in the same database.
-- One statement a line. Substitute @APP_PASSWORD@, @OWNER_PASSWORD@ and @BILLING_PASSWORD@ (no quotes in them) and run it as a superuser.
-- A line "-- @database NAME" says in which database the lines after it are run.
-- @database postgres
CREATE ROLE shop_owner LOGIN PASSWORD '@OWNER_PASSWORD@' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE shop_app LOGIN PASSWORD '@APP_PASSWORD@' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE billing_app LOGIN PASSWORD '@BILLING_PASSWORD@' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE shop;
REVOKE ALL ON DATABASE shop FROM PUBLIC;
GRANT CONNECT ON DATABASE shop TO shop_app, billing_app;
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE shop TO shop_owner;
-- @database shop
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA shop AUTHORIZATION shop_owner;
GRANT USAGE ON SCHEMA shop TO shop_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner IN SCHEMA shop GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO shop_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner IN SCHEMA shop GRANT USAGE, SELECT ON SEQUENCES TO shop_app;
CREATE SCHEMA billing AUTHORIZATION billing_app;
CREATE TABLE billing.invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL, cents bigint NOT NULL CHECK (cents >= 0), issued_at timestamptz NOT NULL DEFAULT now());
ALTER TABLE billing.invoices OWNER TO billing_app;
INSERT INTO billing.invoices (order_id, cents) VALUES (1, 4900), (2, 1250);
