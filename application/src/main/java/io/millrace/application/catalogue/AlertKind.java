package io.millrace.application.catalogue;

import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Severity;
import java.util.function.Function;

/**
 * What readers of the alerts of a rule must know.
 *
 * @param rule the rule, as it stands in alerts; never changes
 * @param title the rule in words, for people
 * @param severity how bad it is
 * @param observed what the alert's {@code observed} and {@code threshold} are
 * @param evidence in which stream the events of an alert are, by its key
 */
public record AlertKind(
    String rule,
    String title,
    Severity severity,
    Unit observed,
    Function<String, Stream> evidence) {
  /** What is observed. */
  public enum Unit {
    /** A length of time in milliseconds. */
    MILLISECONDS,
    /** An amount of money, in the currency of the events. */
    AMOUNT,
    /** A number of the series' own unit. */
    VALUE
  }

  /** A rule whose evidence is always in the same stream. */
  public AlertKind(String rule, String title, Severity severity, Unit observed, Stream evidence) {
    this(rule, title, severity, observed, key -> evidence);
  }
}
