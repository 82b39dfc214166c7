-- Takes its time, so that there is time to end the pod that runs it. Applied twice it would fail.
CREATE TABLE shop.visits (
    order_id bigint NOT NULL REFERENCES shop.orders (id),
    at       timestamptz NOT NULL DEFAULT now()
);

SELECT pg_sleep(12);
