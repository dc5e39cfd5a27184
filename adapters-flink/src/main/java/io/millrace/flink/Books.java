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
