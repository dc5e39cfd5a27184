-- Users who failed to log in at least five times and then got in, all within two minutes.
SELECT attack.user_id, attack.failures, attack.began, attack.got_in, attack.address
FROM logins MATCH_RECOGNIZE (
  PARTITION BY user_id
  ORDER BY event_time
  MEASURES
    COUNT(failed.event_id) AS failures,
    FIRST(failed.event_time) AS began,
    success.event_time AS got_in,
    success.ip_address AS address
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (failed{5,} success) WITHIN INTERVAL '2' MINUTE
  DEFINE
    failed AS failed.event_type = 'LOGIN_FAILED',
    success AS success.event_type = 'LOGIN_SUCCEEDED'
) AS attack;
