-- What customers got back, those with the most refunds first.
SELECT customer_id, COUNT(*) AS refunds, SUM(amount) AS amount, currency
FROM refunds
GROUP BY customer_id, currency
ORDER BY refunds DESC, customer_id;
