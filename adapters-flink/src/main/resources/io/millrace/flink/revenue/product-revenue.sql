-- What a product earned in a window. Units may be more than 32 bits.
SELECT
  product_id, currency, window_start, window_end,
  SUM(amount) AS revenue,
  COUNT(*) AS orders,
  SUM(CAST(quantity AS BIGINT)) AS units
FROM TABLE(TUMBLE(TABLE sales, DESCRIPTOR(event_time), ${window}))
WHERE completed
GROUP BY product_id, currency, window_start, window_end;
