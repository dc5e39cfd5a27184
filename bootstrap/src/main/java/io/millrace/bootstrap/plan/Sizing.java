package io.millrace.bootstrap.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many shards and KPUs a load wants. Every number is kept with how it came about.
 *
 * <p>The bounds of the services: a shard takes 1 MB and 1,000 records a second; a KPU is one vCPU
 * with 3 GB of heap, 1 GB beside it, and 50 GB of disk; one more KPU orchestrates.
 */
public final class Sizing {
  private static final double SHARD_BYTES = 1e6;
  private static final double SHARD_RECORDS = 1000;
  private static final double KPU_BYTES = 1e6;
  private static final double KPU_DISK = 50e9;

  /** How full a shard or a disk may be on average at the peak. */
  private static final double FULL = 0.7;

  /** What is left of a vCPU beside checkpoints, restarts and catching up. */
  private static final double BUSY = 0.5;

  private final Workings workings = new Workings();
  private final Map<String, Integer> shards = new LinkedHashMap<>();
  private final int parallelism;
  private final int mostKpus;

  /**
   * Calculates.
   *
   * @param loads one a stream, not empty
   * @param keys that have state at a time
   * @param peak how much more comes in at the busiest minute than on average; from 1 to 1,000
   */
  public Sizing(List<Load> loads, long keys, double peak, Figures figures) {
    double events = loads.stream().mapToDouble(Load::eventsPerSecond).sum();
    double bytes = loads.stream().mapToDouble(Load::bytesPerSecond).sum();
    workings.title("Input");
    for (Load load : loads) {
      workings.line(
          load.stream(),
          "%s events/s x %s B",
          Workings.text(load.eventsPerSecond()),
          Workings.text(load.bytes()),
          Workings.megabytes(load.bytesPerSecond()));
    }
    workings.line("at the peak", "x %s", Workings.text(peak), Workings.megabytes(bytes * peak));
    shards(loads, peak);
    parallelism = parallelism(events, bytes, keys, figures);
    mostKpus = bounds(peak);
  }

  private void shards(List<Load> loads, double peak) {
    workings.title(
        "Shards: each takes 1 MB/s or 1,000 records/s, and is to be "
            + Workings.percent(FULL)
            + " full at the peak");
    for (Load load : loads) {
      int byBytes =
          workings.up(
              load.stream() + ", by bytes",
              "%s x %s / (1 MB/s x %s)",
              Workings.megabytes(load.bytesPerSecond()),
              Workings.text(peak),
              Workings.text(FULL),
              load.bytesPerSecond() * peak / (SHARD_BYTES * FULL));
      int byRecords =
          workings.up(
              load.stream() + ", by records",
              "%s/s x %s / (1,000/s x %s)",
              Workings.text(load.eventsPerSecond()),
              Workings.text(peak),
              Workings.text(FULL),
              load.eventsPerSecond() * peak / (SHARD_RECORDS * FULL));
      shards.put(load.stream(), Math.max(byBytes, byRecords));
      workings.result(load.stream() + ", shards", Math.max(byBytes, byRecords));
    }
  }

  private int parallelism(double events, double bytes, long keys, Figures figures) {
    workings.title("KPUs: one vCPU, 4 GB and 50 GB of disk each");
    double perCpu = figures.eventsPerCpuSecond() / figures.rocksDbFactor();
    workings.line(
        "on RocksDB, as the service runs",
        "%s events/s a CPU on the heap / %s",
        Workings.text(figures.eventsPerCpuSecond()),
        Workings.text(figures.rocksDbFactor()),
        Workings.text(perCpu) + " events/s a CPU");
    int byCpu =
        workings.up(
            "as measured",
            "%s events/s / (%s events/s a CPU x %s busy)",
            Workings.text(events),
            Workings.text(perCpu),
            Workings.percent(BUSY),
            events / (perCpu * BUSY));
    int byState =
        workings.up(
            "by state (assumed)",
            "%s keys x %s B / (50 GB x %s)",
            Workings.text((double) keys),
            Workings.text(figures.stateBytesPerKey()),
            Workings.text(FULL),
            keys * figures.stateBytesPerKey() / (KPU_DISK * FULL));
    int byThumb =
        workings.up(
            "rule of thumb", "%s / 1 MB/s a KPU", Workings.megabytes(bytes), bytes / KPU_BYTES);
    int most = Math.max(Math.max(byCpu, byState), byThumb);
    workings.result("parallelism, the largest of the three", most);
    workings.result("KPUs, with one that orchestrates", most + 1);
    workings.note("as measured: " + figures.source());
    return most;
  }

  /** The service doubles the parallelism, and comes down again to what is configured. */
  private int bounds(double peak) {
    workings.title("Autoscaling: doubles above 75 % of CPU, halves below 10 %");
    workings.result("never below a parallelism of", parallelism);
    double busy = parallelism * peak * BUSY;
    workings.line(
        "busy at the peak",
        "%s x %s x %s",
        Workings.text(parallelism),
        Workings.text(peak),
        Workings.percent(BUSY),
        Workings.text(busy) + " vCPUs");
    int most = parallelism;
    while (most < busy) {
      most *= 2;
    }
    workings.line(
        "doubled until that fits, and once more",
        "%s, ... %s, then x 2",
        Workings.text(parallelism),
        Workings.text(most),
        Workings.text(most * 2));
    most *= 2;
    workings.result("most_kpus: an alarm above", most + 1);
    return most + 1;
  }

  /** What each stream needs, in the order of the loads. */
  public Map<String, Integer> shards() {
    return shards;
  }

  /** What one stream needs, if its load was given. */
  OptionalInt shards(String stream) {
    Integer count = shards.get(stream);
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }

  /** With one subtask a KPU. */
  public int parallelism() {
    return parallelism;
  }

  /** With the one that orchestrates. */
  public int kpus() {
    return parallelism + 1;
  }

  /** Above how many somebody should look. */
  public int mostKpus() {
    return mostKpus;
  }

  /** How it was calculated, line by line. */
  public List<String> lines() {
    return new ArrayList<>(workings.lines());
  }
}
