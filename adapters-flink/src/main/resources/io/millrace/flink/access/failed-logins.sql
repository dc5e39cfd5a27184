-- Windows in which a user often failed to log in.
SELECT user_id, window_start, window_end, COUNT(*) AS failed_attempts
FROM TABLE(TUMBLE(TABLE attempts, DESCRIPTOR(event_time), ${window}))
WHERE NOT succeeded
GROUP BY user_id, window_start, window_end
HAVING COUNT(*) >= ${failures};
