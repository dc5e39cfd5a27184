package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.at;

import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Small histories of all streams that a seed decides, with few keys, many ties and copies. */
final class RandomHistory {
  /** Of so few values of a series only a hasty detector makes anything. */
  static final Policies POLICIES =
      Policies.DEFAULT.with(
          AnomalyPolicy.SECTION, AnomalyPolicy.DEFAULT.withFalseAlarmsPerWeek(1000));

  private static final String[] PREFIXES = {"a", "B", "\uE000", "\uFFFD", "\uD83D\uDE00", "1"};

  private final Random random;

  RandomHistory(long seed) {
    this.random = new Random(seed);
  }

  /** A hundred and sixty events a stream, in the order of their times; a third of them twice. */
  List<StreamEvent> events() {
    return events(160);
  }

  /** So many events a stream, in the order of their times; a third of them twice. */
  List<StreamEvent> events(int perStream) {
    List<StreamEvent> events = new ArrayList<>();
    for (Stream stream : Stream.BUILT_IN) {
      long time = at(0);
      for (int i = 0; i < perStream; i++) {
        time += gap();
        StreamEvent event = event(stream, PREFIXES[random.nextInt(PREFIXES.length)] + i, time);
        events.add(event);
        if (random.nextInt(3) == 0) {
          events.add(event);
        }
      }
    }
    events.sort(Comparator.comparingLong(StreamEvent::eventTimeMs));
    return events;
  }

  private long gap() {
    int[] gaps = {0, 0, 0, 1, 999, 1000, 5000, 15_000, 30_000, 60_000, 600_000};
    return gaps[random.nextInt(random.nextInt(4) > 0 ? 6 : gaps.length)];
  }

  /** Reference data knows its place, which no field tells. */
  private StreamEvent event(Stream stream, String id, long time) {
    if (stream.equals(Stream.PRODUCTS)) {
      return new Product(id, "product_id" + random.nextInt(2), id, null);
    }
    try {
      return stream.schema().read(new RandomFields(stream.schema(), id, time, random));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
