package io.millrace.flink.job;

import io.millrace.application.gate.EventTimes;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.gate.RunSummary.DecisionCounts;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.flink.gate.GateFunction;
import io.millrace.flink.machine.MachineOperator;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.metrics.CounterColumn;
import io.millrace.flink.sinks.ResultFiles;
import io.millrace.flink.state.CounterLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The final counts of all subtasks, added up by account. */
final class CounterTotals {
  private final List<Stream> streams;
  private final Map<String, List<CounterLine>> accounts = new TreeMap<>();

  private CounterTotals(List<Stream> streams) {
    this.streams = streams;
  }

  /** Reads the committed counts of a run over some streams. */
  static CounterTotals read(List<Stream> streams, Path folder) throws IOException {
    CounterTotals totals = new CounterTotals(streams);
    for (Path part : ResultFiles.parts(folder)) {
      Files.readAllLines(part).forEach(totals::add);
    }
    return totals;
  }

  /** What the accumulators of a running job say of all accounts. */
  static RunSummary of(
      List<Stream> streams, Map<String, Object> accumulators, Map<ResultType, Long> results) {
    CounterTotals totals = new CounterTotals(streams);
    for (Stream stream : streams) {
      totals.open(GateFunction.account(stream), accumulators, GateFunction.COLUMNS);
    }
    for (String name : accumulators.keySet()) {
      if (name.startsWith(MachineOperator.ACCOUNT) && name.endsWith(MachineOperator.DECIDED)) {
        String account = name.substring(0, name.length() - MachineOperator.DECIDED.length());
        totals.open(account, accumulators, MachineOperator.COLUMNS);
      }
    }
    return totals.summary(results);
  }

  private void open(String account, Map<String, Object> accumulators, List<CounterColumn> columns) {
    if (accumulators.containsKey(
        CheckpointedCounters.accumulator(account, columns.get(0).name()))) {
      long[] counts = CheckpointedCounters.counts(accumulators, account, columns);
      accounts.put(account, List.of(new CounterLine(account, counts)));
    }
  }

  RunSummary summary(Map<ResultType, Long> results) {
    Map<Stream, StreamCounts> counted = new LinkedHashMap<>();
    Map<Stream, EventTimes> times = new LinkedHashMap<>();
    for (Stream stream : streams) {
      List<CounterLine> lines = accounts.get(GateFunction.account(stream));
      if (lines != null) {
        long[] counts = CheckpointedCounters.merged(GateFunction.COLUMNS, lines);
        counted.put(stream, GateFunction.countsOf(counts));
        times.put(stream, GateFunction.timesOf(counts));
      }
    }
    Map<String, DecisionCounts> decisions = new TreeMap<>();
    accounts.forEach(
        (account, lines) -> {
          if (account.startsWith(MachineOperator.ACCOUNT)) {
            long[] counts = CheckpointedCounters.merged(MachineOperator.COLUMNS, lines);
            decisions.put(
                account.substring(MachineOperator.ACCOUNT.length()),
                new DecisionCounts(counts[0], counts[1]));
          }
        });
    return new RunSummary(counted, times, decisions, results);
  }

  private void add(String line) {
    String[] words = line.split(" ", -1);
    long[] counts = Arrays.stream(words, 1, words.length).mapToLong(Long::parseLong).toArray();
    accounts
        .computeIfAbsent(words[0], none -> new ArrayList<>())
        .add(new CounterLine(words[0], counts));
  }
}
