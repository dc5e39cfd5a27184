package io.millrace.bootstrap.chaos;

import io.millrace.domain.result.ResultType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How results that arrived compare with the right ones.
 *
 * @param right how many there should be
 * @param lost how many of them did not arrive
 * @param doubled how many arrived once more than they should
 * @param different how many arrived that should not
 * @param example the first of those that are wrong, in words; null if there are none
 */
record Verdict(long right, long lost, long doubled, long different, @Nullable String example) {
  /** Where a record was read, and by which split's watermark it was late, differ by nature. */
  private static final Pattern OF_THE_SPLIT =
      Pattern.compile(",\"source\":\\{[^}]*\\}|\"watermark\":\"[^\"]*\",");

  static final Verdict NONE = new Verdict(0, 0, 0, 0, null);

  static Verdict of(ResultType type, List<String> right, List<String> arrived) {
    Map<String, Integer> missing = new HashMap<>();
    right.forEach(line -> missing.merge(comparable(type, line), 1, Integer::sum));
    long doubled = 0;
    long different = 0;
    String example = null;
    for (String line : arrived) {
      Integer left = missing.computeIfPresent(comparable(type, line), (known, count) -> count - 1);
      if (left == null) {
        different++;
        example = example == null ? "not right: " + line : example;
      } else if (left < 0) {
        doubled++;
        example = example == null ? "twice: " + line : example;
      }
    }
    long lost = 0;
    for (Map.Entry<String, Integer> entry : missing.entrySet()) {
      if (entry.getValue() > 0) {
        lost += entry.getValue();
        example = example == null ? "missing: " + entry.getKey() : example;
      }
    }
    return new Verdict(right.size(), lost, doubled, different, example);
  }

  private static String comparable(ResultType type, String line) {
    return type == ResultType.REJECTIONS || type == ResultType.LATE
        ? OF_THE_SPLIT.matcher(line).replaceFirst("")
        : line;
  }

  boolean isRight() {
    return lost + doubled + different == 0;
  }

  Verdict plus(Verdict other) {
    return new Verdict(
        right + other.right,
        lost + other.lost,
        doubled + other.doubled,
        different + other.different,
        example == null ? other.example : example);
  }

  @Override
  public String toString() {
    return lost + " lost, " + doubled + " doubled, " + different + " different";
  }
}
