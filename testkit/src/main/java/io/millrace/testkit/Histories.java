package io.millrace.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes up histories that suit a decision: with what it decides in them, and with what it just does
 * not decide. Every decision brings its own.
 *
 * <p>Only what happened is made up. That it arrives in disorder, and some of it twice, is seen to
 * by the laws: of copies in a history, they leave the first.
 *
 * @param <T> what happens: a {@code StreamEvent}, or a {@link KeyedEvent} where a machine has no
 *     entry
 */
@FunctionalInterface
public interface Histories<T> {
  /** One history; nothing but the seed decides which. */
  List<T> history(long seed);

  /**
   * Histories of a number of events, made one after the other, in the order of their times.
   *
   * @param events how many
   * @param next makes the next event, at {@link Draw#nowMs()}
   * @param boundsMs the lengths of time that the decision knows: many gaps are a millisecond
   *     shorter, exactly as long, or a millisecond longer
   */
  static <T> Histories<T> of(int events, Function<Draw, ? extends T> next, long... boundsMs) {
    long[] bounds = boundsMs.clone();
    return seed -> {
      Draw draw = new Draw(seed, bounds);
      List<T> history = new ArrayList<>(events);
      for (int i = 0; i < events; i++) {
        draw.pass();
        history.add(next.apply(draw));
      }
      return history;
    };
  }

  /** The events of these histories and then those of others, of the same seed. */
  default Histories<T> with(Histories<? extends T> others) {
    return seed -> {
      List<T> all = new ArrayList<>(history(seed));
      all.addAll(others.history(seed));
      return all;
    };
  }
}
