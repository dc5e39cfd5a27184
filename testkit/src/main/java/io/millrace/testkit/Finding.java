package io.millrace.testkit;

import io.millrace.domain.kernel.Event;
import java.util.List;

/**
 * What is said of a decision that breaks a law: the law, the seed, and the events that it takes.
 */
final class Finding {
  private Finding() {}

  static String heading(String name, Law law) {
    return "%s breaks the law %s: %s".formatted(name, law, law.sentence());
  }

  /** Says what happens with as few events as show it. */
  static <S, E extends Event, O> AssertionError of(
      String name, Law law, Trial<S, E, O> trial, Throwable broken) {
    Law found = lawOf(law, broken);
    List<KeyedEvent<E>> events =
        Smallest.of(trial.events(), fewer -> breaks(law, found, trial.over(fewer)));
    Throwable last = outcome(law, trial.over(events), broken);
    String what =
        last instanceof BrokenLaw one ? String.valueOf(one.getMessage()) : "it throws " + last;
    return new AssertionError(
        heading(name, found)
            + "\n  "
            + what.stripTrailing()
            + "\n  seed %d, events up to %d ms late; of %d events these are enough:\n"
                .formatted(trial.seed(), trial.boundMs(), trial.events().size())
            + Told.lines(events),
        last);
  }

  private static Throwable outcome(Law law, Trial<?, ?, ?> trial, Throwable otherwise) {
    try {
      trial.keeps(law);
      return otherwise; // by chance it does not happen again
    } catch (RuntimeException | BrokenLaw broken) {
      return broken;
    }
  }

  private static boolean breaks(Law law, Law found, Trial<?, ?, ?> trial) {
    try {
      trial.keeps(law);
      return false;
    } catch (RuntimeException | BrokenLaw broken) {
      return lawOf(law, broken) == found;
    }
  }

  private static Law lawOf(Law asked, Throwable broken) {
    return broken instanceof BrokenLaw one ? one.law() : asked;
  }
}
