package io.millrace.application.gate;

import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import java.util.Map;

/**
 * What a run over a bounded history has done. For every stream that a decision reads, {@code used()
 * = events the decision used + duplicates}, summed over the decision's streams.
 *
 * @param times of the readable events of each stream
 */
public record RunSummary(
    Map<Stream, StreamCounts> streams,
    Map<Stream, EventTimes> times,
    Map<String, DecisionCounts> decisions,
    Map<ResultType, Long> results) {

  /**
   * What became of the events that a decision was given.
   *
   * @param used without copies
   * @param duplicates copies of events that it had
   */
  public record DecisionCounts(long used, long duplicates) {
    /** Both together. */
    public DecisionCounts plus(DecisionCounts other) {
      return new DecisionCounts(used + other.used, duplicates + other.duplicates);
    }
  }
}
