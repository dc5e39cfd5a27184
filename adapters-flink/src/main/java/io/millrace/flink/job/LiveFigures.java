package io.millrace.flink.job;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.flink.gate.GateFunction;
import io.millrace.flink.machine.MachineOperator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the accumulators of a live job say. Counts are those since the job first started: they are
 * part of its checkpoints. Of subtasks that had ended before a restore, they are gone.
 *
 * @param summary what was read, decided and handed to sinks
 * @param latestMs the latest event time that each stream has brought on time since the last restart
 * @param decidedMs up to where all decisions are made; empty if none is, or all have ended
 */
public record LiveFigures(RunSummary summary, Map<Stream, Long> latestMs, OptionalLong decidedMs) {

  /** Reads the accumulators of a job. */
  public static LiveFigures of(Catalogue catalogue, Map<String, Object> accumulators) {
    List<Stream> streams = catalogue.streams();
    Map<Stream, Long> latest = new LinkedHashMap<>();
    for (Stream stream : streams) {
      if (accumulators.get(GateFunction.latest(stream)) instanceof Long ms
          && ms != Long.MIN_VALUE) {
        latest.put(stream, ms);
      }
    }
    OptionalLong decided =
        accumulators.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(MachineOperator.DECIDED))
            .mapToLong(entry -> (Long) entry.getValue())
            .filter(ms -> ms != Long.MIN_VALUE && ms != Long.MAX_VALUE)
            .min();
    Map<ResultType, Long> results = results(catalogue.resultTypes(), accumulators);
    return new LiveFigures(CounterTotals.of(streams, accumulators, results), latest, decided);
  }

  /** How many records were read, of all streams. */
  public long records() {
    return summary.streams().values().stream().mapToLong(counts -> counts.records()).sum();
  }

  private static Map<ResultType, Long> results(
      Set<ResultType> types, Map<String, Object> accumulators) {
    Map<ResultType, Long> results = new LinkedHashMap<>();
    for (ResultType type : types) {
      String column = "." + type.id();
      long count = 0;
      for (Map.Entry<String, Object> entry : accumulators.entrySet()) {
        if (entry.getKey().startsWith(ResultsOfTypes.ACCOUNT)
            && entry.getKey().endsWith(column)
            && entry.getValue() instanceof Long some) {
          count += some;
        }
      }
      results.put(type, count);
    }
    return results;
  }
}
