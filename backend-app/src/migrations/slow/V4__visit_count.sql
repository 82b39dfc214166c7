-- Additive; counts itself, so that a second application shows.
CREATE TABLE shop.visit_count AS SELECT count(*) AS visits FROM shop.visits;
