package io.millrace.bootstrap.chaos;

import io.millrace.application.wire.ResultType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How results that arrived compare with the right ones.
 *
 * @param right how many there should be
 * @param lost how many of them did not arrive
 * @param doubled how many arrived once more than they should
 * @param different how many arrived that should not
 * @param unordered of how many keys the results are all there, and out of order
 * @param misplaced how many have another key than they should, or are beside others of their key
 * @param contradictory of how many alerts the signals do not keep their word
 * @param examples the first of each kind that is wrong, in words
 */
record Verdict(
    long right,
    long lost,
    long doubled,
    long different,
    long unordered,
    long misplaced,
    long contradictory,
    List<String> examples) {

  /** Compares everything. */
  static Verdict of(Map<ResultType, List<Right>> right, Map<ResultType, List<Arrived>> arrived) {
    Verdict all = new Verdict(0, 0, 0, 0, 0, 0, 0, List.of());
    for (Map.Entry<ResultType, List<Arrived>> one : arrived.entrySet()) {
      ResultType type = one.getKey();
      List<String> misplaced = Address.faults(type, one.getValue());
      all = all.plus(0, misplaced.size(), 0, first("misplaced", misplaced));
      if (type.equals(ResultType.ALERT_SIGNALS)) {
        List<String> alerts =
            Signals.faults(right.getOrDefault(ResultType.ALERTS, List.of()), one.getValue());
        all = all.plus(0, 0, alerts.size(), first("contradictory", alerts));
      } else {
        List<Right> wanted = right.getOrDefault(type, List.of());
        List<String> unordered = KeyOrder.faults(type, wanted, one.getValue());
        all =
            all.plus(
                    ofContents(
                        type,
                        wanted.stream().map(Right::content).toList(),
                        one.getValue().stream().map(Arrived::content).toList()))
                .plus(unordered.size(), 0, 0, first("out of order", unordered));
      }
    }
    return all;
  }

  private static Verdict ofContents(ResultType type, List<String> right, List<String> arrived) {
    Map<String, Integer> missing = new HashMap<>();
    right.forEach(content -> missing.merge(content, 1, Integer::sum));
    List<String> wrong = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    for (String content : arrived) {
      Integer left = missing.computeIfPresent(content, (known, count) -> count - 1);
      if (left == null) {
        wrong.add(content);
      } else if (left < 0) {
        twice.add(content);
      }
    }
    List<String> lost = new ArrayList<>();
    for (String content : right) {
      if (missing.getOrDefault(content, 0) > 0) {
        missing.merge(content, -1, Integer::sum);
        lost.add(content);
      }
    }
    List<String> examples = new ArrayList<>(first("missing in " + type.id(), lost));
    examples.addAll(first("twice in " + type.id(), twice));
    examples.addAll(first("not right in " + type.id(), wrong));
    return new Verdict(right.size(), lost.size(), twice.size(), wrong.size(), 0, 0, 0, examples);
  }

  private static List<String> first(String fault, List<String> examples) {
    return examples.isEmpty() ? List.of() : List.of(fault + ": " + examples.get(0));
  }

  boolean isRight() {
    return lost + doubled + different + unordered + misplaced + contradictory == 0;
  }

  private Verdict plus(
      long moreUnordered, long moreMisplaced, long moreContradictory, List<String> more) {
    return plus(new Verdict(0, 0, 0, 0, moreUnordered, moreMisplaced, moreContradictory, more));
  }

  private Verdict plus(Verdict other) {
    List<String> both = new ArrayList<>(examples);
    both.addAll(other.examples);
    return new Verdict(
        right + other.right,
        lost + other.lost,
        doubled + other.doubled,
        different + other.different,
        unordered + other.unordered,
        misplaced + other.misplaced,
        contradictory + other.contradictory,
        both);
  }

  @Override
  public String toString() {
    return lost
        + " lost, "
        + doubled
        + " doubled, "
        + different
        + " different, "
        + unordered
        + " out of order, "
        + misplaced
        + " misplaced, "
        + contradictory
        + " contradictory";
  }
}
