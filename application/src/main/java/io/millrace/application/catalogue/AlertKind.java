package io.millrace.application.catalogue;

import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Severity;
import java.util.List;

/**
 * What readers of the alerts of a rule must know.
 *
 * @param rule the rule, as it stands in alerts; never changes
 * @param title the rule in words, for people
 * @param severity how bad it is
 * @param subjects what its alerts are about; the first whose prefix the alert's key has counts
 */
public record AlertKind(String rule, String title, Severity severity, List<Subject> subjects) {
  /** What is observed. */
  public enum Unit {
    /** A length of time in milliseconds. */
    MILLISECONDS,
    /** An amount of money, in the currency of the events. */
    AMOUNT,
    /** A number of the series' own unit. */
    VALUE
  }

  /**
   * What alerts are about.
   *
   * @param prefix how their keys begin; empty for any
   * @param observed what their {@code observed} and {@code threshold} are
   * @param evidence the stream of the events behind them
   */
  public record Subject(String prefix, Unit observed, Stream evidence) {}

  public AlertKind {
    subjects = List.copyOf(subjects);
    if (subjects.isEmpty() || !subjects.get(subjects.size() - 1).prefix().isEmpty()) {
      throw new IllegalArgumentException("the last subject of " + rule + " must take any key");
    }
  }

  /** A rule whose alerts are all about the same. */
  public AlertKind(String rule, String title, Severity severity, Unit observed, Stream evidence) {
    this(rule, title, severity, List.of(new Subject("", observed, evidence)));
  }

  /** The stream of the events behind an alert about a key. */
  public Stream evidence(String key) {
    return subjects.stream()
        .filter(subject -> key.startsWith(subject.prefix()))
        .findFirst()
        .orElseThrow()
        .evidence();
  }
}
