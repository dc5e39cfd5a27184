package io.millrace.flink;

import io.millrace.application.intake.RunSummary;
import io.millrace.application.intake.RunSummary.DecisionCounts;
import io.millrace.application.intake.StreamCounts;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.ResultType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The closed ledgers of all subtasks, added up by account. */
final class Books {
  private final Map<String, long[]> accounts = new TreeMap<>();

  /** Reads the committed counts of a run. */
  static Books read(Path folder) throws IOException {
    Books books = new Books();
    for (Path part : ResultFiles.parts(folder)) {
      Files.readAllLines(part).forEach(books::add);
    }
    return books;
  }

  /** What the accumulators of a running job say of all accounts. */
  static RunSummary of(Map<String, Object> accumulators, Map<ResultType, Long> results) {
    Books books = new Books();
    for (Stream stream : Stream.values()) {
      books.open(IntakeFunction.account(stream), accumulators, IntakeFunction.COLUMNS);
    }
    for (String name : accumulators.keySet()) {
      if (name.startsWith(MachineOperator.ACCOUNT) && name.endsWith(MachineOperator.DECIDED)) {
        String account = name.substring(0, name.length() - MachineOperator.DECIDED.length());
        books.open(account, accumulators, MachineOperator.COLUMNS);
      }
    }
    return books.summary(results);
  }

  private void open(String account, Map<String, Object> accumulators, List<String> columns) {
    if (accumulators.containsKey(Ledger.accumulator(account, columns.get(0)))) {
      accounts.put(account, Ledger.counts(accumulators, account, columns));
    }
  }

  RunSummary summary(Map<ResultType, Long> results) {
    Map<Stream, StreamCounts> streams = new EnumMap<>(Stream.class);
    for (Stream stream : Stream.values()) {
      long[] counts = accounts.get(IntakeFunction.account(stream));
      if (counts != null) {
        streams.put(stream, IntakeFunction.countsOf(counts));
      }
    }
    Map<String, DecisionCounts> decisions = new TreeMap<>();
    accounts.forEach(
        (account, counts) -> {
          if (account.startsWith(MachineOperator.ACCOUNT)) {
            decisions.put(
                account.substring(MachineOperator.ACCOUNT.length()),
                new DecisionCounts(counts[0], counts[1]));
          }
        });
    return new RunSummary(streams, decisions, results);
  }

  private void add(String line) {
    String[] words = line.split(" ", -1);
    long[] counts = Arrays.stream(words, 1, words.length).mapToLong(Long::parseLong).toArray();
    accounts.merge(words[0], counts, Books::sum);
  }

  private static long[] sum(long[] one, long[] other) {
    long[] sum = one.clone();
    Arrays.setAll(sum, i -> one[i] + other[i]);
    return sum;
  }
}
