-- Events at the same time are ordered by the bytes of their ids. Strings as such are compared
-- sometimes by their bytes and sometimes by their UTF-16 units; the digits of HEX are both.
CREATE TEMPORARY VIEW ordered_logins AS
SELECT user_id, event_time, HEX(event_id) AS id_order, event_id, succeeded
FROM logins;

-- Failures with nothing between them; a match uses up all of its own.
CREATE TEMPORARY VIEW attacks AS
SELECT user_id, attack_time, id_order, failures
FROM ordered_logins MATCH_RECOGNIZE (
  PARTITION BY user_id
  ORDER BY event_time, id_order
  MEASURES
    MATCH_ROWTIME() AS attack_time,
    LAST(failure.id_order) AS id_order,
    evidence(failure.event_id, failure.event_time) AS failures
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (failure{${failures}}) WITHIN ${within}
  DEFINE failure AS NOT failure.succeeded
);

-- Which failures an attack has used up decides which attack a success follows.
CREATE TEMPORARY VIEW steps AS
SELECT user_id, attack_time AS event_time, id_order, failures, CAST(NULL AS STRING) AS success_id
FROM attacks
UNION ALL
SELECT
  user_id, event_time, id_order,
  CAST(NULL AS ARRAY<ROW<event_id STRING, event_time TIMESTAMP_LTZ(3)>>) AS failures,
  event_id AS success_id
FROM ordered_logins
WHERE succeeded;

-- An attack and the next success, with no attack between them.
CREATE TEMPORARY VIEW takeovers AS
SELECT user_id, failures, success_time, success_id
FROM steps MATCH_RECOGNIZE (
  PARTITION BY user_id
  ORDER BY event_time, id_order
  MEASURES
    attack.failures AS failures,
    success.event_time AS success_time,
    success.success_id AS success_id
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (attack success) WITHIN ${takeover_within}
  DEFINE
    attack AS attack.success_id IS NULL,
    success AS success.success_id IS NOT NULL
);

SELECT
  user_id, failures,
  CAST(NULL AS TIMESTAMP_LTZ(3)) AS success_time, CAST(NULL AS STRING) AS success_id
FROM attacks
UNION ALL
SELECT user_id, failures, CAST(success_time AS TIMESTAMP_LTZ(3)), success_id
FROM takeovers;
