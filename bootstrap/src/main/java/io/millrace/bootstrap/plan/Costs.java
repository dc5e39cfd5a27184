package io.millrace.bootstrap.plan;

import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the bill of a month of 730 hours counts. */
public final class Costs {
  private static final double HOURS = 730;
  private static final double SECONDS = HOURS * 3600;
  private static final double GIGABYTE = 1e9;

  /** Kinesis counts what is put in pieces of 25 KB. */
  private static final double PUT_BYTES = 25_600;

  /** Firehose counts each record rounded up to 5 KB. */
  private static final double FIREHOSE_BYTES = 5120;

  private final Map<Unit, Double> counts = new EnumMap<>(Unit.class);
  private final Map<Unit, String> workings = new EnumMap<>(Unit.class);

  private Costs() {}

  /** What is counted. */
  public enum Unit {
    KPU_HOUR("KPU hours"),
    RUNNING_GB_MONTH("GB of running storage, 50 a KPU"),
    SHARD_HOUR("shard hours"),
    PUT_MILLION("million PUT units of 25 KB"),
    FIREHOSE_GB("GB into Firehose, records rounded up to 5 KB"),
    CONVERTED_GB("GB that Firehose turns into Parquet"),
    TABLE_WRITE_MILLION("million writes of DynamoDB"),
    S3_GB("GB that come to S3, uncompressed");

    private final String label;

    Unit(String label) {
      this.label = label;
    }

    /** Its name in a file of prices: {@code kpu_hour}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Counts what a load makes. */
  public static Costs of(List<Load> loads, Settings settings, Sizing sizing, Figures figures) {
    Costs costs = new Costs();
    double events = loads.stream().mapToDouble(Load::eventsPerSecond).sum();
    // topics of Kafka are billed by their brokers, and nothing archives them
    List<Load> streamed = loads.stream().filter(load -> isInKinesis(load, settings)).toList();
    double bytes = streamed.stream().mapToDouble(Load::bytesPerSecond).sum();
    int resultStreams =
        (int) settings.sinks().stream().filter(SinkSettings.Kinesis.class::isInstance).count();
    int shards =
        settings.sources().stream()
            .filter(SourceSettings.Kinesis.class::isInstance)
            .mapToInt(source -> sizing.shards(source.stream().id()).orElse(1))
            .sum();
    costs.add(Unit.KPU_HOUR, sizing.kpus() * HOURS, sizing.kpus() + " KPUs x 730 h");
    costs.add(
        Unit.RUNNING_GB_MONTH, 50.0 * sizing.parallelism(), "50 GB x " + sizing.parallelism());
    costs.add(
        Unit.SHARD_HOUR,
        (shards + resultStreams) * HOURS,
        "(" + shards + " in + " + resultStreams + " out) x 730 h");
    double puts =
        streamed.stream()
            .mapToDouble(load -> load.eventsPerSecond() * Math.ceil(load.bytes() / PUT_BYTES))
            .sum();
    costs.add(Unit.PUT_MILLION, puts * SECONDS / 1e6, Workings.text(puts) + "/s x 730 h");
    double archived =
        streamed.stream()
            .mapToDouble(
                load ->
                    load.eventsPerSecond()
                        * FIREHOSE_BYTES
                        * Math.ceil(load.bytes() / FIREHOSE_BYTES))
            .sum();
    double delivered = events * figures.lakeRecordsPerEvent() * FIREHOSE_BYTES;
    costs.add(
        Unit.FIREHOSE_GB,
        (archived + delivered) * SECONDS / GIGABYTE,
        "("
            + Workings.megabytes(archived)
            + " of archive + "
            + Workings.megabytes(delivered)
            + " of results) x 730 h");
    double lake = events * figures.lakeBytesPerEvent();
    costs.add(
        Unit.CONVERTED_GB,
        lake * SECONDS / GIGABYTE,
        Workings.text(events)
            + "/s x "
            + Workings.text(figures.lakeBytesPerEvent())
            + " B x 730 h");
    double writes = events * figures.tableWritesPerEvent();
    costs.add(
        Unit.TABLE_WRITE_MILLION,
        writes * SECONDS / 1e6,
        Workings.text(events)
            + "/s x "
            + Workings.text(figures.tableWritesPerEvent())
            + " x 730 h");
    costs.add(
        Unit.S3_GB,
        (bytes + lake) * SECONDS / GIGABYTE,
        Workings.megabytes(bytes + lake) + " x 730 h");
    return costs;
  }

  private static boolean isInKinesis(Load load, Settings settings) {
    return settings.sources().stream()
        .filter(source -> source.stream().id().equals(load.stream()))
        .noneMatch(SourceSettings.Kafka.class::isInstance);
  }

  /** The counts, and what they cost where there is a price. */
  public List<String> lines(Prices prices) {
    List<String> lines = new ArrayList<>();
    lines.add("A month of 730 hours counts");
    BigDecimal sum = BigDecimal.ZERO;
    for (Unit unit : Unit.values()) {
      double count = counts.getOrDefault(unit, 0.0);
      BigDecimal price = prices.each().get(unit);
      String money = "";
      if (price != null) {
        BigDecimal cost =
            price.multiply(BigDecimal.valueOf(count)).setScale(2, RoundingMode.HALF_EVEN);
        sum = sum.add(cost);
        money = " x " + price.toPlainString() + " = " + cost.toPlainString();
      }
      lines.add(
          String.format(
              Locale.ROOT, "  %,14.1f  %-48s %s%s", count, unit.label, workings.get(unit), money));
    }
    if (!prices.each().isEmpty()) {
      lines.add(
          "  of what has a price: "
              + sum.toPlainString()
              + (prices.text().isEmpty() ? "" : " (" + prices.text() + ")"));
    }
    lines.add("  Not counted: reads of tables, data transfer, requests to S3, logs, alarms, keys.");
    return lines;
  }

  private void add(Unit unit, double count, String working) {
    counts.put(unit, count);
    workings.put(unit, working);
  }
}
