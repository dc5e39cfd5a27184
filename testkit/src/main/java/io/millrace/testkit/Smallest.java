package io.millrace.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a history what it does not take to fail. */
final class Smallest {
  private static final int MOST_TRIES = 1000;

  private Smallest() {}

  /** Events that fail still, of which, if time allows, none can be left out. */
  static <T> List<T> of(List<T> failing, Predicate<List<T>> fails) {
    List<T> left = failing;
    int tries = 0;
    for (int chunk = Math.max(1, left.size() / 2); chunk > 0; ) {
      boolean isSmaller = false;
      for (int from = 0; from < left.size() && tries++ < MOST_TRIES; ) {
        List<T> without = new ArrayList<>(left.subList(0, from));
        without.addAll(left.subList(Math.min(left.size(), from + chunk), left.size()));
        if (fails.test(without)) {
          left = without;
          isSmaller = true;
        } else {
          from += chunk;
        }
      }
      if (!isSmaller || chunk > 1) {
        chunk = chunk == 1 ? 0 : chunk / 2;
      }
      if (tries >= MOST_TRIES) {
        break;
      }
    }
    return left;
  }
}
