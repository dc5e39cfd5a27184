package io.millrace.benchmarks.contest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Lets contenders do the same job in turns, checks that their results are equal, and prints a table
 * of medians. The first of them is what the others are compared with. A round before those that
 * count is for warming up.
 */
public final class Contest {
  private final String title;
  private final List<? extends Contender> contenders;
  private final Path work;

  /** {@code work} is a folder for results, which are deleted when they have been compared. */
  public Contest(String title, List<? extends Contender> contenders, Path work) {
    this.title = title;
    this.contenders = contenders;
    this.work = work;
  }

  /**
   * Runs all rounds.
   *
   * @param input a file, or a folder of files
   * @param records how many records the input holds
   * @throws IllegalStateException if results differ
   */
  public void run(Path input, long records, int rounds, PrintStream out) throws Exception {
    List<List<Meter.Reading>> readings = new ArrayList<>();
    contenders.forEach(contender -> readings.add(new ArrayList<>()));
    long[] checkpointBytes = new long[contenders.size()];
    boolean costsAlone =
        contenders.stream().skip(1).allMatch(one -> one.scope() == Contender.COSTS_ALONE);
    long results = 0;
    try (Meter meter = new Meter()) {
      for (int round = 0; round <= rounds; round++) {
        List<String> expected = List.of();
        for (int i = 0; i < contenders.size(); i++) {
          Contender contender = contenders.get(i);
          System.err.printf("%s: round %d of %d, %s%n", title, round, rounds, contender.name());
          Path output = Files.createTempDirectory(work, "results");
          Meter.Reading reading = measure(contender, input, output, meter);
          checkpointBytes[i] = Math.max(checkpointBytes[i], contender.checkpointBytes());
          if (i == 0) {
            results = count(output);
          }
          if (!costsAlone && i == 0) {
            expected = lines(output);
          } else if (!costsAlone) {
            compare(contender, expected, lines(output));
          }
          delete(output);
          if (round > 0) {
            readings.get(i).add(reading);
          }
        }
      }
    }
    long bytes = 0;
    for (Path file : files(input)) {
      bytes += Files.size(file);
    }
    print(readings, checkpointBytes, records, bytes, results, out);
  }

  private static Meter.Reading measure(Contender contender, Path input, Path output, Meter meter)
      throws Exception {
    contender.prepare();
    try {
      return meter.measure(() -> contender.run(input, output));
    } finally {
      contender.release();
    }
  }

  private static void compare(Contender contender, List<String> expected, List<String> lines) {
    if (contender.scope() == Contender.COSTS_ALONE) {
      return;
    }
    List<String> within = expected.stream().filter(contender.scope()).toList();
    List<String> found = lines.stream().filter(contender.scope()).toList();
    if (within.isEmpty() || !within.equals(found)) {
      List<String> missing = new ArrayList<>(within);
      missing.removeAll(new java.util.HashSet<>(found));
      List<String> surplus = new ArrayList<>(found);
      surplus.removeAll(new java.util.HashSet<>(within));
      throw new IllegalStateException(
          String.format(
              "%s gives other results: %d lines for %d; missing %s; surplus %s",
              contender.name(),
              found.size(),
              within.size(),
              missing.stream().limit(2).toList(),
              surplus.stream().limit(2).toList()));
    }
  }

  private void print(
      List<List<Meter.Reading>> readings,
      long[] checkpointBytes,
      long records,
      long bytes,
      long results,
      PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%s: %,d records, %.0f MB, %,d results; medians%n%n",
        title,
        records,
        bytes / 1e6,
        results);
    out.println(
        "| way | records/s | per CPU second | MB/s per CPU second | CPU against the first"
            + " | allocated a record | largest checkpoint |");
    out.println("|---|--:|--:|--:|--:|--:|--:|");
    double firstCpu = median(readings.get(0), Meter.Reading::cpuNs);
    for (int i = 0; i < readings.size(); i++) {
      List<Meter.Reading> its = readings.get(i);
      double cpu = median(its, Meter.Reading::cpuNs);
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f | %.1f | %.2f | %,.0f B | %s |%n",
          contenders.get(i).name(),
          records / median(its, Meter.Reading::wallNs) * 1e9,
          records / cpu * 1e9,
          bytes / cpu * 1e3,
          cpu / firstCpu,
          median(its, Meter.Reading::allocatedBytes) / records,
          checkpointBytes[i] == 0
              ? "none"
              : String.format(Locale.ROOT, "%,d kB", checkpointBytes[i] / 1000));
    }
  }

  private static double median(List<Meter.Reading> readings, ToLongFunction<Meter.Reading> of) {
    long[] sorted = readings.stream().mapToLong(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  private static long count(Path folder) throws IOException {
    long count = 0;
    for (Path file : files(folder)) {
      try (java.util.stream.Stream<String> lines = Files.lines(file)) {
        count += lines.count();
      }
    }
    return count;
  }

  private static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files(folder)) {
      lines.addAll(Files.readAllLines(file));
    }
    lines.sort(Comparator.naturalOrder());
    return lines;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Deletes a folder and all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
