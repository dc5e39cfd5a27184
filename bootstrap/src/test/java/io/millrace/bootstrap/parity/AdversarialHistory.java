package io.millrace.bootstrap.parity;

import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Histories of many keys in which everything happens at a boundary: equal times with ids that
 * UTF-16 and UTF-8 order differently, gaps that are exactly a threshold or a millisecond off, or
 * lie at the ends of windows, the first and the last instant that there can be, amounts and
 * quantities at the limits, copies that differ, ids that come again; all of it out of order within
 * the bound. Some clocks run ahead.
 */
final class AdversarialHistory {
  private static final long START = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();
  private static final long DAY_MS = 86_400_000;
  private static final int CLOCKS_AHEAD = 60;
  private static final int KEYS = 400;
  private static final int MAX_EVENTS = 16;
  private static final int DISORDER_MS = 5_000;
  private static final String[] IDS = {
    "a", "B", "a1", "é", "\uE000", "\uFFFD", "😀", "𐀀", "a,b", "'"
  };
  private static final long[] LOGIN_GAPS = {
    0, 0, 0, 1, 999, 9_999, 10_000, 10_001, 19_999, 20_000, 29_999, 30_000, 30_001, 59_998, 59_999,
    60_000, 60_001, 300_000
  };
  private static final long[] PAYMENT_GAPS = {
    0, 0, 0, 1, 1_000, 60_000, 199_999, 200_000, 299_999, 300_000, 599_999, 600_000, 600_001
  };
  private static final String[] AMOUNTS = {
    "0.00",
    "500",
    "19999.9999",
    "20000",
    "0.01",
    "4.9999",
    "5",
    "5.00",
    "5",
    "1",
    "2.5",
    "5.0001",
    "50",
    "199.9999",
    "200",
    "200.00",
    "999.5"
  };
  private static final long[] WINDOW_GAPS = {
    0, 0, 0, 1, 59_999, 60_000, 60_001, 149_999, 150_000, 299_999, 300_000, 300_001, 1_200_000
  };
  private static final String[] ORDER_AMOUNTS = {
    "0", "0.0001", "0.005", "1.015", "99999999999999.9999", "999999999999999999", "12.5"
  };
  private static final String[] STATUSES = {"COMPLETED", "COMPLETED", "PLACED", "CANCELLED"};
  private static final String[] LATENCIES = {
    "0", "0.1", "0.2", "0.3", "1e-9", "0.001", "123.456", "1e9", "999999999.9999999"
  };
  private static final String[] CURRENCIES = {"EUR", "EUR", "USD", "JPY"};

  private final Random random;

  AdversarialHistory(long seed) {
    this.random = new Random(seed);
  }

  /** A record, and when it is read. */
  private record Arrival(long atMs, String line) {}

  /** Writes one file a stream. */
  void write(Path folder) throws IOException {
    write(folder, Stream.LOGINS, LOGIN_GAPS, this::login);
    write(folder, Stream.PAYMENTS, PAYMENT_GAPS, this::payment);
    write(folder, Stream.ORDERS, WINDOW_GAPS, this::order);
    write(folder, Stream.REQUESTS, WINDOW_GAPS, this::request);
  }

  /** Makes the record of a key. */
  private interface Maker {
    String line(String key, String id, long timeMs);
  }

  private void write(Path folder, Stream stream, long[] gaps, Maker maker) throws IOException {
    List<Arrival> arrivals = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      key("k-" + key, gaps, maker, arrivals);
    }
    for (long edge : new long[] {UtcTime.MIN_MS, UtcTime.MAX_MS}) {
      for (int i = 0; i < 3; i++) {
        arrivals.add(new Arrival(edge, maker.line("k-0", "edge" + i, edge)));
      }
    }
    for (int i = 0; i < CLOCKS_AHEAD; i++) {
      long atMs = START + 60_000 + i * 10_000L; // where there is traffic
      long aheadMs = i % 3 == 0 ? UtcTime.MAX_MS : atMs + DAY_MS + 5_000 + i * 600_000L;
      arrivals.add(new Arrival(atMs, maker.line("k-1", "ahead" + i, aheadMs)));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::atMs));
    StringBuilder lines = new StringBuilder();
    for (Arrival arrival : arrivals) { // now and then several on a line
      lines.append(arrival.line()).append(random.nextInt(8) == 0 ? "" : "\n");
    }
    Files.writeString(folder.resolve(stream.id() + ".ndjson"), lines);
  }

  private void key(String key, long[] gaps, Maker maker, List<Arrival> arrivals) {
    long timeMs = START + (random.nextBoolean() ? 0 : random.nextInt(600_000));
    int events = 2 + random.nextInt(MAX_EVENTS - 1);
    for (int i = 0; i < events; i++) {
      timeMs += gaps[random.nextInt(gaps.length)];
      String id = pick(IDS) + (random.nextBoolean() ? "" : i);
      int copies = random.nextInt(8) == 0 ? 2 : 1;
      for (int copy = 0; copy < copies; copy++) {
        arrivals.add(
            new Arrival(timeMs + random.nextInt(DISORDER_MS), maker.line(key, id, timeMs)));
      }
    }
  }

  private String login(String user, String id, long timeMs) {
    String type = random.nextInt(6) == 0 ? "LOGIN_SUCCEEDED" : "LOGIN_FAILED";
    return String.format(
        "{\"event_id\":\"%s\",\"user_id\":\"%s\",\"event_type\":\"%s\","
            + "\"ip_address\":\"192.0.2.1\",\"event_time\":%d}",
        id, user, type, timeMs);
  }

  private String payment(String card, String id, long timeMs) {
    return String.format(
        "{\"event_id\":\"%s\",\"card_id\":\"%s\",\"merchant_id\":\"m\",\"amount\":%s,"
            + "\"currency\":\"%s\",\"outcome\":\"DECLINED\",\"event_time\":%d}",
        id, card, pick(AMOUNTS), pick(CURRENCIES), timeMs);
  }

  private String order(String product, String id, long timeMs) {
    return String.format(
        "{\"event_id\":\"%s\",\"order_id\":\"%s\",\"customer_id\":\"c\",\"product_id\":\"%s\","
            + "\"quantity\":%s,\"amount\":%s,\"currency\":\"%s\",\"status\":\"%s\","
            + "\"event_time\":%d}",
        id,
        id,
        product,
        random.nextInt(4) == 0 ? Integer.MAX_VALUE : 1,
        pick(ORDER_AMOUNTS),
        pick(CURRENCIES),
        pick(STATUSES),
        timeMs);
  }

  private String request(String endpoint, String id, long timeMs) {
    return String.format(
        "{\"event_id\":\"%s\",\"endpoint_id\":\"%s\",\"latency_ms\":%s,\"status_code\":200,"
            + "\"event_time\":%d}",
        id, endpoint, pick(LATENCIES), timeMs);
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
