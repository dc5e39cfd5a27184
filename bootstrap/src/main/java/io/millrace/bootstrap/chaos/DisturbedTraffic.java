package io.millrace.bootstrap.chaos;

import io.millrace.application.catalogue.Policies;
import io.millrace.bootstrap.traffic.Traffic;
import io.millrace.bootstrap.traffic.TrafficProfile;
import io.millrace.bootstrap.traffic.TrafficRecord;
import io.millrace.domain.event.Stream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Synthetic traffic whose order is disturbed as far as the bound allows, with copies, unreadable
 * records, and events that are half an hour late.
 *
 * <p>Each record is delayed by less than its stream's bound, so none is late, whichever part of the
 * whole a split has; those that are late, are so in every part. So a job over partitions and a
 * backfill over files decide the same.
 */
final class DisturbedTraffic {
  private static final double RATE_PER_SECOND = 5;
  private static final double DIRTY_SHARE = 0.003;
  private static final double COPIES_SHARE = 0.01;
  private static final double LATE_SHARE = 0.002;
  private static final long LATE_BY_MS = 30 * 60 * 1000;

  private final List<Arrival> arrivals;
  private final List<byte[]> products;

  private record Delayed(TrafficRecord record, long arrivesMs) {}

  private DisturbedTraffic(List<Arrival> arrivals, List<byte[]> products) {
    this.arrivals = arrivals;
    this.products = products;
  }

  /** The same events and seed give the same arrivals. */
  static DisturbedTraffic of(long events, long seed, int partitions) {
    TrafficProfile profile =
        new TrafficProfile(
            events,
            seed,
            RATE_PER_SECOND,
            TrafficProfile.DEFAULT_START_MS,
            DIRTY_SHARE,
            0,
            COPIES_SHARE);
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> products = new ArrayList<>();
    List<Delayed> delayed = new ArrayList<>();
    long endMs = profile.startMs();
    Traffic traffic = new Traffic(profile, label -> {});
    while (traffic.hasNext()) {
      TrafficRecord record = traffic.next();
      if (record.stream() == Stream.PRODUCTS) {
        products.add(record.json());
      } else {
        endMs = Math.max(endMs, record.eventTimeMs());
        delayed.add(delayed(record, random));
      }
    }
    makeLate(delayed, endMs, random);
    delayed.sort(Comparator.comparingLong(Delayed::arrivesMs));
    List<Arrival> arrivals = new ArrayList<>(delayed.size());
    for (Delayed one : delayed) {
      arrivals.add(new Arrival(one.record.stream(), random.nextInt(partitions), one.record.json()));
    }
    return new DisturbedTraffic(arrivals, products);
  }

  private static Delayed delayed(TrafficRecord record, SplittableRandom random) {
    long boundMs = Policies.DEFAULT.outOfOrderness().boundMs(record.stream());
    return new Delayed(record, record.eventTimeMs() + random.nextLong(boundMs));
  }

  /** Only where every partition has enough later events, which of inventory it may not have. */
  private static void makeLate(List<Delayed> delayed, long endMs, SplittableRandom random) {
    for (int i = 0; i < delayed.size(); i++) {
      TrafficRecord record = delayed.get(i).record;
      if (record.stream() != Stream.INVENTORY
          && record.eventTimeMs() < endMs - 2 * LATE_BY_MS
          && random.nextDouble() < LATE_SHARE) {
        delayed.set(i, new Delayed(record, record.eventTimeMs() + LATE_BY_MS));
      }
    }
  }

  /** In the order of their arrival. */
  List<Arrival> arrivals() {
    return arrivals;
  }

  /** Writes what a backfill reads: a file a stream, in the order of arrival, and the products. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Stream stream : Stream.values()) {
      try (OutputStream file =
          new BufferedOutputStream(
              Files.newOutputStream(folder.resolve(stream.id() + ".ndjson")))) {
        if (stream == Stream.PRODUCTS) {
          writeAll(products, file);
        } else {
          writeAll(
              arrivals.stream().filter(one -> one.stream() == stream).map(Arrival::json).toList(),
              file);
        }
      }
    }
  }

  private static void writeAll(List<byte[]> lines, OutputStream file) throws IOException {
    for (byte[] line : lines) {
      file.write(line);
      file.write('\n');
    }
  }
}
