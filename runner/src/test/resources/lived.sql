-- A database with three years behind it, made by several hands. Run as a superuser; @owner@ is the
-- migrator, a role without any right beyond what managed services give.
ALTER ROLE @owner@ CREATEROLE NOSUPERUSER NOBYPASSRLS NOREPLICATION;
GRANT pg_read_all_stats, pg_signal_backend TO @owner@;
CREATE ROLE @owner@_app LOGIN;
CREATE ROLE @owner@_report LOGIN;

-- Another service of the same database, whose objects are nobody's here.
CREATE SCHEMA billing;
CREATE TABLE billing.invoices (id bigint PRIMARY KEY, total numeric);

CREATE SCHEMA shop AUTHORIZATION @owner@;
-- What it brings into our schema is its own, and nobody's change when it is updated.
CREATE EXTENSION citext SCHEMA shop;
SET ROLE @owner@;
CREATE TYPE shop.state AS ENUM ('new', 'paid');
CREATE DOMAIN shop.email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE shop.customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail shop.email, city shop.citext);
CREATE TABLE shop.orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer bigint REFERENCES shop.customers,
  state shop.state NOT NULL DEFAULT 'new',
  placed timestamp NOT NULL DEFAULT now(),
  total numeric);
INSERT INTO shop.customers (mail) SELECT i || '@example.org' FROM generate_series(1, 200) i;
INSERT INTO shop.orders (customer, total) SELECT 1 + i % 200, i FROM generate_series(1, 2000) i;
CREATE VIEW shop.open_orders AS SELECT id, customer, total FROM shop.orders WHERE state = 'new';
CREATE MATERIALIZED VIEW shop.turnover AS
  SELECT customer, sum(total) AS total FROM shop.orders GROUP BY customer;
CREATE UNIQUE INDEX turnover_customer ON shop.turnover (customer);
CREATE TABLE shop.events (at date NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE shop.events_p2026_10 PARTITION OF shop.events
  FOR VALUES FROM ('2026-10-01') TO ('2026-11-01');
CREATE TABLE shop.events_p2026_11 PARTITION OF shop.events
  FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
CREATE INDEX events_what ON shop.events (what);
CREATE FUNCTION shop.noted() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN INSERT INTO shop.events VALUES (''2026-11-11'', TG_OP); RETURN NEW; END';
CREATE TRIGGER noted AFTER UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.noted();
ALTER TABLE shop.customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.customers USING (mail = current_user);
GRANT USAGE ON SCHEMA shop TO @owner@_app;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO @owner@_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO @owner@_app;
RESET ROLE;

-- A build that was broken off, twice: one index a release will want, one that nobody remembers.
CREATE INDEX orders_total ON shop.orders (total);
CREATE INDEX orders_forgotten ON shop.orders (placed);
ALTER INDEX shop.orders_total OWNER TO @owner@;
UPDATE pg_index SET indisvalid = false
  WHERE indexrelid IN ('shop.orders_total'::regclass, 'shop.orders_forgotten'::regclass);
-- Fifty gigabytes, as the planner believes it.
UPDATE pg_class SET reltuples = 3e8, relpages = 6500000 WHERE oid = 'shop.orders'::regclass;
SELECT pg_create_physical_replication_slot(current_database(), true);
