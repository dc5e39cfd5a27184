package io.millrace.bootstrap.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * What has been measured of the job.
 *
 * @param source where the measurement is described
 * @param eventsPerCpuSecond how many events one CPU decides in a second, all decisions together,
 *     with state on the heap
 * @param rocksDbFactor how much more processor time state in RocksDB takes, as the service keeps it
 * @param stateBytesPerKey what a checkpoint holds of a key; assumed, on the high side
 * @param tableWritesPerEvent how many results that have a table an event makes
 * @param lakeRecordsPerEvent how many enriched orders, rejections and late events one makes
 * @param lakeBytesPerEvent the bytes of those, as JSON
 */
public record Figures(
    String source,
    double eventsPerCpuSecond,
    double rocksDbFactor,
    double stateBytesPerKey,
    double tableWritesPerEvent,
    double lakeRecordsPerEvent,
    double lakeBytesPerEvent) {
  private static final String FILE = "figures.properties";

  /** The figures that come with this version. */
  public static Figures measured() {
    Properties file = new Properties();
    try (InputStream in = Figures.class.getResourceAsStream(FILE)) {
      file.load(Objects.requireNonNull(in, FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Figures(
        text(file, "source"),
        number(file, "events_per_cpu_second"),
        number(file, "rocksdb_factor"),
        number(file, "state_bytes_per_key"),
        number(file, "table_writes_per_event"),
        number(file, "lake_records_per_event"),
        number(file, "lake_bytes_per_event"));
  }

  private static double number(Properties file, String key) {
    return Double.parseDouble(text(file, key));
  }

  private static String text(Properties file, String key) {
    String value = file.getProperty(key);
    if (value == null) {
      throw new IllegalStateException(FILE + " has no " + key);
    }
    return value;
  }
}
