package io.millrace.application.queries;

import io.millrace.domain.result.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are asked for; null means any.
 *
 * @param key the user, card or series that an alert is about
 * @param range of the alerts' event time
 */
public record AlertFilter(
    @Nullable String rule, @Nullable Severity severity, @Nullable String key, TimeRange range) {
  /** Every alert. */
  public static final AlertFilter ANY = new AlertFilter(null, null, null, TimeRange.ALL);
}
