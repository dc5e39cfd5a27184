-- What each category of products earned in each hour and currency, and its share of the hour.
CREATE TEMPORARY VIEW sales AS
SELECT COALESCE(p.category, 'UNKNOWN') AS category, o.currency, o.amount, o.event_time
FROM orders o LEFT JOIN products p ON o.product_id = p.product_id
WHERE o.status = 'COMPLETED';

CREATE TEMPORARY VIEW hours AS
SELECT FLOOR(event_time TO HOUR) AS starts, currency, category, SUM(amount) AS revenue
FROM sales
GROUP BY FLOOR(event_time TO HOUR), currency, category;

CREATE TEMPORARY VIEW totals AS
SELECT starts, currency, SUM(revenue) AS total
FROM hours
GROUP BY starts, currency;

SELECT
  h.starts, h.currency, h.category, h.revenue,
  ROUND(100 * h.revenue / t.total, 1) AS share_percent
FROM hours h JOIN totals t ON h.starts = t.starts AND h.currency = t.currency
ORDER BY starts, currency, revenue DESC;
