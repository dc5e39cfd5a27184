package io.millrace.bootstrap.chaos;

import io.millrace.domain.event.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records that are made for a purpose. */
final class Crafted {
  private static final int SMALL = 3;

  private Crafted() {}

  static Arrival record(Stream stream, String json, long arrivesMs, int together) {
    return new Arrival(stream, json.getBytes(StandardCharsets.UTF_8), null, arrivesMs, together);
  }

  /** A payment that means nothing. */
  static Arrival payment(String id, long timeMs, long arrivesMs) {
    return payment(id, "card-of-" + id, "20.00", timeMs, arrivesMs);
  }

  /**
   * Payments that raise an alert, under the key of the card, once all that is up to {@code timeMs}
   * is decided.
   */
  static List<Arrival> tested(String card, long timeMs, long arrivesMs) {
    List<Arrival> payments = new ArrayList<>();
    for (int i = 1; i <= SMALL; i++) {
      payments.add(payment(card + "-" + i, card, "1.00", timeMs, arrivesMs));
    }
    payments.add(payment(card + "-large", card, "500.00", timeMs, arrivesMs));
    return payments;
  }

  private static Arrival payment(
      String id, String card, String amount, long timeMs, long arrivesMs) {
    return record(
        Stream.PAYMENTS,
        """
        {"event_id":"%s","card_id":"%s","merchant_id":"m-1","amount":"%s","currency":"EUR",\
        "outcome":"APPROVED","event_time":%s}"""
            .formatted(id, card, amount, timeMs),
        arrivesMs,
        Arrival.ANYWHERE);
  }
}
