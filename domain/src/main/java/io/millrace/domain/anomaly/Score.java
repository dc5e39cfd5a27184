package io.millrace.domain.anomaly;

import io.millrace.domain.result.Result;
import io.millrace.domain.result.ResultType;

/** How unusual a reading was: 0 to 1, above 0.5 exactly where it is anomalous. */
public record Score(
    String seriesId,
    long eventTimeMs,
    double value,
    double score,
    double expected,
    double deviation)
    implements Result {
  @Override
  public ResultType type() {
    return ResultType.SCORES;
  }
}
