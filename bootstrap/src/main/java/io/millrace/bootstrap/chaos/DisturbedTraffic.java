package io.millrace.bootstrap.chaos;

import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.traffic.Traffic;
import io.millrace.traffic.TrafficProfile;
import io.millrace.traffic.TrafficRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Synthetic traffic whose order is disturbed: most records are delayed by less than their stream's
 * bound, some by more, up to half an hour. There are copies, unreadable records, traces, and alerts
 * that are refuted by an event that comes after they were raised.
 *
 * <p>No record arrives before its own time. So one that is delayed by less than the bound is late
 * in no partition, however far the others have been read.
 */
final class DisturbedTraffic {
  private static final double RATE_PER_SECOND = 5;
  private static final double DIRTY_SHARE = 0.005;
  private static final double COPIES_SHARE = 0.01;
  private static final double LATE_SHARE = 0.01;
  private static final double TRACED_SHARE = 0.3;
  private static final int EVENTS_A_REFUTED_ALERT = 200;
  private static final long[] LATE_BY_MS = {1, 2_000, 60_000, 30 * 60_000};

  private final SplittableRandom random;
  private final List<byte[]> products = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();

  private DisturbedTraffic(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The same events and seed give the same arrivals. */
  static DisturbedTraffic of(long events, long seed) {
    DisturbedTraffic disturbed = new DisturbedTraffic(seed);
    TrafficProfile profile =
        new TrafficProfile(
            events,
            seed,
            RATE_PER_SECOND,
            TrafficProfile.DEFAULT_START_MS,
            DIRTY_SHARE,
            0,
            COPIES_SHARE);
    Traffic traffic = new Traffic(profile, label -> {});
    for (int count = 0; traffic.hasNext(); count++) {
      TrafficRecord record = traffic.next();
      disturbed.add(record);
      if (count % EVENTS_A_REFUTED_ALERT == 0) {
        disturbed.addRefuted(count / EVENTS_A_REFUTED_ALERT, record.eventTimeMs());
      }
    }
    disturbed.arrivals.sort(Comparator.comparingLong(Arrival::arrivesMs));
    return disturbed;
  }

  private void add(TrafficRecord record) {
    if (record.stream().equals(Stream.PRODUCTS)) {
      products.add(record.json());
      return;
    }
    long boundMs = Policies.DEFAULT.of(OutOfOrderness.SECTION).boundMs(record.stream());
    long delayMs =
        random.nextDouble() < LATE_SHARE
            ? boundMs + LATE_BY_MS[random.nextInt(LATE_BY_MS.length)]
            : random.nextLong(boundMs);
    arrivals.add(
        new Arrival(
            record.stream(),
            record.json(),
            random.nextDouble() < TRACED_SHARE ? trace() : null,
            record.eventTimeMs() + delayMs,
            Arrival.ANYWHERE));
  }

  private String trace() {
    return String.format(Locale.ROOT, "00-%016x%016x-%016x-01", bits(), bits(), bits());
  }

  private long bits() {
    return random.nextLong();
  }

  /** Three failures, of which a success between them arrives last. */
  private void addRefuted(int number, long startMs) {
    String user = "refuted-" + number;
    for (int i = 0; i < 3; i++) {
      long timeMs = startMs + 1_000L * i;
      arrivals.add(login(user, i, "LOGIN_FAILED", timeMs, timeMs, number));
    }
    arrivals.add(login(user, 3, "LOGIN_SUCCEEDED", startMs + 1_500, startMs + 2_001, number));
  }

  private static Arrival login(
      String user, int event, String type, long timeMs, long arrivesMs, int together) {
    return Crafted.record(
        Stream.LOGINS,
        """
        {"event_id":"%s-%s","user_id":"%s","event_type":"%s","ip_address":"198.51.100.9",\
        "event_time":%s}"""
            .formatted(user, event, user, type, timeMs),
        arrivesMs,
        together);
  }

  /** In the order of their arrival. */
  List<Arrival> arrivals() {
    return arrivals;
  }

  List<byte[]> products() {
    return products;
  }
}
