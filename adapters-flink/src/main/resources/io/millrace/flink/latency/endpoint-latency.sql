-- How long an endpoint took to answer, in sliding windows.
SELECT endpoint_id, window_start, window_end, latency_summary(latency_ms) AS summary
FROM TABLE(HOP(TABLE response_times, DESCRIPTOR(event_time), ${slide}, ${window}))
GROUP BY endpoint_id, window_start, window_end;
