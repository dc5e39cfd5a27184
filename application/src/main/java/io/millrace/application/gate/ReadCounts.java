package io.millrace.application.gate;

import io.millrace.domain.result.Rejection;
import java.util.Map;

/**
 * What became of the records of a stream, and why.
 *
 * @param times of the readable ones
 * @param reasons how many were rejected for each reason that there was
 */
public record ReadCounts(
    StreamCounts counts, EventTimes times, Map<Rejection.Reason, Long> reasons) {}
