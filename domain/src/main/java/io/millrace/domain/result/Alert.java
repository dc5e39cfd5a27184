package io.millrace.domain.result;

import java.util.List;

/**
 * A rule has found something. The evidence is the ids of the events that prove it, in order; the
 * window starts at the first of them, and the event time is that of the last.
 */
public record Alert(
    String alertId,
    String rule,
    String ruleVersion,
    String key,
    Severity severity,
    long eventTimeMs,
    long windowStartMs,
    List<String> evidence,
    Measure observed,
    Measure threshold,
    String explanation)
    implements Result {
  @Override
  public ResultType type() {
    return ResultType.ALERTS;
  }
}
