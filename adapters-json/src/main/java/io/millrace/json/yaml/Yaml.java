package io.millrace.json.yaml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a file, with the place where it stands, both from 1. */
public sealed interface Yaml {
  /** Its line. */
  int line();

  /** Its column. */
  int column();

  /** The value in a message. */
  String shown();

  /**
   * A text, a number, true, false or null.
   *
   * @param isPlain whether it stands without quotes, and so may be more than a text
   */
  record Scalar(String text, boolean isPlain, int line, int column) implements Yaml {
    private static final int MOST_SHOWN = 80;

    /** Whether it is null. */
    public boolean isNull() {
      return isPlain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    /** True or false by YAML 1.2, or null if it is neither. */
    public @Nullable Boolean flag() {
      boolean isTrue = text.equals("true") || text.equals("True") || text.equals("TRUE");
      boolean isFalse = text.equals("false") || text.equals("False") || text.equals("FALSE");
      if (!isPlain || !(isTrue || isFalse)) {
        return null;
      }
      return isTrue;
    }

    @Override
    public String shown() {
      String cut = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
      StringBuilder harmless = new StringBuilder();
      cut.codePoints()
          .map(c -> Character.isISOControl(c) ? ' ' : c)
          .forEach(harmless::appendCodePoint);
      return isPlain ? harmless.toString() : "\"" + harmless + "\"";
    }
  }

  /** Several values. */
  record Sequence(List<Yaml> values, int line, int column) implements Yaml {
    @Override
    public String shown() {
      return "a list";
    }
  }

  /** Values by their keys, in their order. */
  record Mapping(Map<String, Entry> entries, int line, int column) implements Yaml {
    @Override
    public String shown() {
      return "a mapping";
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, Yaml value) {}
}
