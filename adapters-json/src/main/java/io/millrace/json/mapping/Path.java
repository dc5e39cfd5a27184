package io.millrace.json.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a foreign record: {@code $.detail['user name'].ids[0]} in JSON, and else
 * the name of a column or a group.
 *
 * @param text as it is written
 * @param steps from the record on; none for {@link #PLACE}
 */
public record Path(String text, List<Step> steps) {
  /** The place of the record in its source, which no other record of the stream has. */
  public static final Path PLACE = new Path("@place", List.of());

  private static final int MOST_STEPS = 32;

  /**
   * Into an object, or into an array.
   *
   * @param name of a field, or null for an element
   * @param index of an element, from 0
   */
  public record Step(@Nullable String name, int index) {}

  /** The column or group of a name. */
  public static Path named(String name) {
    return name.equals(PLACE.text) ? PLACE : new Path(name, List.of(new Step(name, 0)));
  }

  /** A path in JSON, or null if the text is none. */
  public static @Nullable Path parse(String text) {
    if (text.equals(PLACE.text)) {
      return PLACE;
    }
    List<Step> steps = text.startsWith("$") ? new Parser(text).steps() : null;
    return steps == null || steps.isEmpty() || steps.size() > MOST_STEPS
        ? null
        : new Path(text, steps);
  }

  /** Whether it is the place of the record. */
  public boolean isPlace() {
    return steps.isEmpty();
  }

  private static final class Parser {
    private final String text;
    private int at = 1;

    Parser(String text) {
      this.text = text;
    }

    @Nullable List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      while (at < text.length()) {
        Step step = text.charAt(at) == '.' ? name() : text.charAt(at) == '[' ? bracket() : null;
        if (step == null) {
          return null;
        }
        steps.add(step);
      }
      return steps;
    }

    private @Nullable Step name() {
      int from = ++at;
      while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
        char c = text.charAt(at++);
        boolean isPlain = c > 127 || c == '_' || c == '-' || c == '@' || isLetterOrDigit(c);
        if (!isPlain) {
          return null;
        }
      }
      return at == from ? null : new Step(text.substring(from, at), 0);
    }

    private @Nullable Step bracket() {
      at++;
      Step step = at < text.length() && text.charAt(at) == '\'' ? quoted() : index();
      boolean isClosed = step != null && at < text.length() && text.charAt(at) == ']';
      at++;
      return isClosed ? step : null;
    }

    private @Nullable Step quoted() {
      StringBuilder name = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '\'') {
          at++;
          return new Step(name.toString(), 0);
        }
        if (c == '\\' && ++at == text.length()) {
          return null;
        }
        name.append(text.charAt(at));
      }
      return null;
    }

    private @Nullable Step index() {
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      boolean isShort = at > from && at - from <= 6;
      return isShort ? new Step(null, Integer.parseInt(text.substring(from, at))) : null;
    }

    private static boolean isLetterOrDigit(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
  }
}
