package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import java.util.List;
import java.util.Locale;

/**
 * Something that was planted in the traffic, and how to find it.
 *
 * <p>Nothing but the incidents labelled so makes a card test or, but for rare coincidences, a brute
 * force; anomalies of latency happen by chance too.
 *
 * @param key the key of the stream that it happened to; of a dirty record, what is wrong with it
 * @param startMs the event time of its first event, in milliseconds since the epoch
 * @param endMs the event time of its last event
 * @param eventIds its events by event time and id, the first {@value #MAX_EVENT_IDS} to arrive;
 *     none for a dirty record
 */
public record TrafficLabel(
    Kind kind, Stream stream, String key, long startMs, long endMs, List<String> eventIds) {
  /** An outage of a busy endpoint has more events than a label should hold. */
  public static final int MAX_EVENT_IDS = 100;

  /** What was planted. */
  public enum Kind {
    /** At least three failed logins of a user within less than 60 s. */
    BRUTE_FORCE,
    /** A brute force that ends with a success; its failures have a label of their own too. */
    ACCOUNT_TAKEOVER,
    /** At least three small payments and a large one in less than 10 minutes. */
    CARD_TESTING,
    /** An endpoint twenty times slower than usual that answers 503. */
    OUTAGE,
    /** One to three readings far from all others of their series. */
    SPIKE,
    /** Orders of a product that no inventory event comes near to. */
    STOCK_OUT,
    /** A record that cannot be read. */
    DIRTY,
    /** An event behind its stream's watermark. */
    LATE,
    /** A copy, byte for byte, of an event that came shortly before, and still on time. */
    DUPLICATE;

    private final String lowerCase = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in files: {@code brute-force}. */
    public String id() {
      return lowerCase;
    }
  }

  /** Keeps its own copy of the ids. */
  public TrafficLabel {
    eventIds = List.copyOf(eventIds);
  }

  /** The label as one JSON object, without a line end. */
  public byte[] toJson() {
    JsonLine json =
        new JsonLine()
            .open()
            .text("kind", kind.id())
            .text("stream", stream.id())
            .text("key", key)
            .text("start", UtcTime.format(startMs))
            .text("end", UtcTime.format(endMs));
    return json.texts("event_ids", eventIds).close();
  }
}
