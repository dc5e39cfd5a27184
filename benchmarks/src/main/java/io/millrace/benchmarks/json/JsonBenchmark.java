package io.millrace.benchmarks.json;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.parts.Jmh;
import io.millrace.benchmarks.parts.Sample;
import io.millrace.domain.event.Stream;
import io.millrace.files.UsageException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Our decoder beside JSON libraries. */
@Command(
    name = "json",
    description = "Our decoder beside JSON libraries on the same records: how fast, how strict.")
public final class JsonBenchmark implements Benchmark {
  @Option(
      names = "--streams",
      split = ",",
      paramLabel = "STREAM",
      description = "Only the records of these streams (default: of all).")
  private List<String> streams = List.of();

  @Mixin private Jmh jmh = new Jmh();

  @Override
  public void run(PrintStream out) throws Exception {
    List<Stream> chosen = chosen();
    out.println("Throughput for a second of a CPU, against our decoder: above 1 is faster.\n");
    StringBuilder head = new StringBuilder("| stream | bytes | CPU ns | MB per CPU second |");
    StringBuilder rule = new StringBuilder("|---|--:|--:|--:|");
    for (Library library : Library.values()) {
      head.append(' ').append(library.title()).append(" |");
      rule.append("--:|");
    }
    out.println(head);
    out.println(rule);
    for (Stream stream : chosen) {
      out.println(row(stream));
    }
    out.println("\nWhat each makes of a record; in bold where not what our decoder does.\n");
    new Strictness().print(out);
  }

  private String row(Stream stream) throws Exception {
    StringBuilder row = new StringBuilder();
    double ours = 0;
    for (Library library : Library.values()) {
      System.err.printf("json: %s, %s%n", stream.id(), library.title());
      Jmh.Cost cost =
          jmh.measure(JsonPart.class, "read", Map.of("with", library.name(), "of", stream.id()));
      if (library == Library.MILLRACE) {
        ours = cost.cpuNs();
        double bytes = Sample.meanBytes(Sample.records(stream));
        row.append(
            String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f |",
                stream.id(),
                bytes,
                ours,
                cost.megabytesACpuSecond(bytes)));
      }
      row.append(String.format(Locale.ROOT, " %.2f |", ours / cost.cpuNs()));
    }
    return row.toString();
  }

  private List<Stream> chosen() {
    List<Stream> all = Stream.BUILT_IN;
    List<String> names = all.stream().map(Stream::id).toList();
    for (String name : streams) {
      if (!names.contains(name)) {
        throw new UsageException(
            "--streams has \"" + name + "\", must be of " + String.join(", ", names));
      }
    }
    return all.stream().filter(one -> streams.isEmpty() || streams.contains(one.id())).toList();
  }
}
