package io.millrace.bootstrap.cli;

import io.millrace.application.gate.ReadCounts;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.gate.RunSummary.DecisionCounts;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a run prints at its end. Times are those of all readable events, on time or not. */
final class SummaryTable {
  private SummaryTable() {}

  /** {@code engines} says of each decision what has made it. */
  static void print(
      PrintStream out,
      RunSummary summary,
      UnaryOperator<String> engines,
      Set<ResultType> results,
      Duration elapsed) {
    printCounts(out, summary, engines, results);
    long records = summary.streams().values().stream().mapToLong(counts -> counts.records()).sum();
    double seconds = Math.max(1, elapsed.toMillis()) / 1000.0;
    line(out, "elapsed %.1f s, %,.0f records/s", seconds, records / seconds);
  }

  /** The same without the time that it took, which is not that of a job that has gone on. */
  static void printCounts(
      PrintStream out, RunSummary summary, UnaryOperator<String> engines, Set<ResultType> results) {
    line(out, "%-24s%12s%12s%12s%12s%12s", "stream", "records", "rejected", "late", "test", "used");
    for (var entry : summary.streams().entrySet()) {
      StreamCounts counts = entry.getValue();
      line(
          out,
          "%-24s%,12d%,12d%,12d%,12d%,12d",
          entry.getKey().id(),
          counts.records(),
          counts.rejected(),
          counts.late(),
          counts.dropped(),
          counts.used());
    }
    out.println();
    line(out, "%-24s%28s%28s", "stream", "first event_time", "last event_time");
    summary
        .times()
        .forEach(
            (stream, times) ->
                line(
                    out,
                    "%-24s%28s%28s",
                    stream.id(),
                    times.isAny() ? UtcTime.format(times.firstMs()) : "-",
                    times.isAny() ? UtcTime.format(times.lastMs()) : "-"));
    out.println();
    line(out, "%-24s%12s%12s%12s", "decision", "events", "duplicates", "engine");
    for (var entry : summary.decisions().entrySet()) {
      DecisionCounts counts = entry.getValue();
      line(
          out,
          "%-24s%,12d%,12d%12s",
          entry.getKey(),
          counts.used(),
          counts.duplicates(),
          engines.apply(entry.getKey()));
    }
    out.println();
    line(out, "%-24s%12s", "result", "records");
    for (ResultType type : results) {
      line(out, "%-24s%,12d", type.id(), summary.results().getOrDefault(type, 0L));
    }
    out.println();
  }

  /** Of each stream that was read a line: how many records, and how many of them were not used. */
  static void printRead(PrintStream out, Map<Stream, ReadCounts> streams) {
    streams.forEach(
        (stream, read) -> {
          StringBuilder line = new StringBuilder(stream.id()).append(": ");
          line.append(some(read.counts().records(), "records"));
          if (read.counts().rejected() > 0) {
            line.append(", ").append(some(read.counts().rejected(), "rejected"));
            line.append(
                read.reasons().entrySet().stream()
                    .map(reason -> some(reason.getValue(), reason.getKey().name()))
                    .collect(Collectors.joining(", ", " (", ")")));
          }
          if (read.counts().late() > 0) {
            line.append(", ").append(some(read.counts().late(), "late"));
          }
          if (read.counts().dropped() > 0) {
            line.append(", ").append(some(read.counts().dropped(), "test"));
          }
          out.println(line);
        });
  }

  private static String some(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s", count, what);
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
