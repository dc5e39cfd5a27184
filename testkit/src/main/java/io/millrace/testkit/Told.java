package io.millrace.testkit;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.UtcTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Told {
  private static final int MOST = 40;
  private static final int LONGEST = 1000;

  private Told() {}

  /** One value, cut where it is endless. */
  static String one(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }

  /** A time with its milliseconds. */
  static String time(long epochMs) {
    if (epochMs < UtcTime.MIN_MS || epochMs > UtcTime.MAX_MS) {
      return epochMs == Long.MAX_VALUE ? "the end" : Long.toString(epochMs);
    }
    return UtcTime.format(epochMs) + " (" + epochMs + ")";
  }

  /** Values, one a line. */
  static String lines(List<?> values) {
    if (values.isEmpty()) {
      return "    nothing\n";
    }
    StringBuilder lines = new StringBuilder();
    for (Object value : values.subList(0, Math.min(MOST, values.size()))) {
      lines.append("    ").append(line(value)).append('\n');
    }
    if (values.size() > MOST) {
      lines.append("    and ").append(values.size() - MOST).append(" more\n");
    }
    return lines.toString();
  }

  private static String line(Object value) {
    Event event =
        value instanceof Event one
            ? one
            : value instanceof KeyedEvent<?> keyed ? keyed.event() : null;
    return event == null ? one(value) : time(event.eventTimeMs()) + "  " + one(value);
  }

  /**
   * How results differ from those that were expected, key by key; empty if they do not.
   *
   * @param was what they were decided by, in words
   */
  static String difference(
      SortedMap<String, List<Decided>> expected,
      SortedMap<String, List<Decided>> found,
      String was) {
    for (String key : keys(expected, found)) {
      List<Decided> right = expected.getOrDefault(key, List.of());
      List<Decided> wrong = found.getOrDefault(key, List.of());
      int same = 0;
      while (same < Math.min(right.size(), wrong.size())
          && right.get(same).isSameAs(wrong.get(same))) {
        same++;
      }
      if (same < Math.max(right.size(), wrong.size())) {
        return "for key %s, the results differ from the %d. on\n  expected:\n%s  %s:\n%s"
            .formatted(
                key,
                same + 1,
                lines(right.subList(same, right.size())),
                was,
                lines(wrong.subList(same, wrong.size())));
      }
    }
    return "";
  }

  private static List<String> keys(SortedMap<String, ?> one, SortedMap<String, ?> other) {
    TreeSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return List.copyOf(keys);
  }
}
