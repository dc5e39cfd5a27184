package io.millrace.bootstrap.chaos;

import io.millrace.domain.result.ResultType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How results that arrived compare with the right ones.
 *
 * @param right how many there should be
 * @param lost how many of them did not arrive
 * @param doubled how many arrived once more than they should
 * @param different how many arrived that should not
 * @param example the first of each kind that are wrong, in words; null if there are none
 */
record Verdict(long right, long lost, long doubled, long different, @Nullable String example) {
  /** Where a record was read, and by which split's watermark it was late, differ by nature. */
  private static final Pattern OF_THE_SPLIT =
      Pattern.compile(",\"source\":\\{[^}]*\\}|\"watermark\":\"[^\"]*\",");

  static final Verdict NONE = new Verdict(0, 0, 0, 0, null);

  static Verdict of(ResultType type, List<String> right, List<String> arrived) {
    Map<String, Integer> missing = new HashMap<>();
    right.forEach(line -> missing.merge(comparable(type, line), 1, Integer::sum));
    List<String> wrong = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    for (String line : arrived) {
      Integer left = missing.computeIfPresent(comparable(type, line), (known, count) -> count - 1);
      if (left == null) {
        wrong.add(line);
      } else if (left < 0) {
        twice.add(line);
      }
    }
    List<String> lost = new ArrayList<>();
    for (String line : right) {
      String comparable = comparable(type, line);
      if (missing.getOrDefault(comparable, 0) > 0) {
        missing.merge(comparable, -1, Integer::sum);
        lost.add(line);
      }
    }
    StringJoiner first = new StringJoiner("; ").setEmptyValue("");
    tellFirst("missing", type, lost, first);
    tellFirst("twice", type, twice, first);
    tellFirst("not right", type, wrong, first);
    return new Verdict(
        right.size(),
        lost.size(),
        twice.size(),
        wrong.size(),
        first.length() == 0 ? null : first.toString());
  }

  private static void tellFirst(
      String fault, ResultType type, List<String> lines, StringJoiner first) {
    if (!lines.isEmpty()) {
      first.add(fault + " in " + type.id() + ": " + lines.get(0));
    }
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
