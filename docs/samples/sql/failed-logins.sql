-- The ten users who failed most often to log in within five minutes.
SELECT user_id, window_start, window_end, COUNT(*) AS failed_attempts
FROM TABLE(TUMBLE(TABLE logins, DESCRIPTOR(event_time), INTERVAL '5' MINUTES))
WHERE event_type = 'LOGIN_FAILED'
GROUP BY user_id, window_start, window_end
HAVING COUNT(*) >= 3
ORDER BY failed_attempts DESC, window_start, user_id
LIMIT 10;
