package io.millrace.application.queries;

import io.millrace.domain.kernel.UtcTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a list that is ordered by time and then by id: what comes next lies before it.
 *
 * @param text the ISO time with milliseconds, #, and an id of 32 hexadecimal digits
 */
public record Position(String text) {
  private static final Pattern FORM =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z#[0-9a-f]{32}");

  public Position {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a position: " + text);
    }
  }

  /** Reads what {@link #text} gave; empty for anything else. */
  public static Optional<Position> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Position(text)) : Optional.empty();
  }

  /** The position of an instant, before everything that happened at it. */
  public static String floor(long epochMs) {
    return UtcTime.format(epochMs);
  }
}
