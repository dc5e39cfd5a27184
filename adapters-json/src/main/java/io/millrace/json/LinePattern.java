package io.millrace.json;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of RE2 whose groups with names are taken from lines. For one thread.
 *
 * <p>Its time is linear in the line. RE2/J takes some twenty microseconds for a line of a log; the
 * JDK's expressions take one, but may take for ever, or overflow the stack. So the JDK matches
 * where an expression means the same in both and repeats no groups, and RE2/J goes on where that
 * has looked at more characters than a number for each that there is.
 */
final class LinePattern {
  private static final int LOOKS_A_CHARACTER = 64;
  private static final int LOOKS_AT_LEAST = 4096;

  /** The escapes that mean the same to both; of white space see {@link #differs}. */
  private static final String SAME_ESCAPES = "dDwWsS.^$|?*+()[]{}\\-/\"'";

  private final com.google.re2j.Pattern pattern;
  private final @Nullable Matcher quick;
  private final Watched watched = new Watched();
  private final Map<Integer, Slot> groups = new HashMap<>();

  /**
   * @param named the slots of the groups that are asked for
   */
  LinePattern(com.google.re2j.Pattern pattern, Map<String, Slot> named) {
    this.pattern = pattern;
    pattern
        .namedGroups()
        .forEach(
            (name, group) -> {
              Slot slot = named.get(name);
              if (slot != null) {
                groups.put(group, slot);
              }
            });
    String same = sameInJava(pattern.pattern());
    quick = same == null ? null : Pattern.compile(same, Pattern.UNIX_LINES).matcher("");
  }

  /** Whether the JDK may match. */
  boolean isQuick() {
    return quick != null;
  }

  /** Fills the slots if the expression is found in the line. */
  boolean take(String line) {
    Matcher matcher = quick;
    if (matcher != null && !differs(line)) {
      try {
        boolean isFound = matcher.reset(watched.over(line)).find();
        if (isFound) {
          fill((group, slot) -> set(slot, textOf(line, matcher.start(group), matcher.end(group))));
        }
        return isFound;
      } catch (TooManyLooks e) {
        // RE2/J goes on
      }
    }
    com.google.re2j.Matcher linear = pattern.matcher(line);
    boolean isFound = linear.find();
    if (isFound) {
      fill((group, slot) -> set(slot, linear.group(group)));
    }
    return isFound;
  }

  private void fill(BiConsumer<Integer, Slot> filling) {
    groups.forEach(filling);
  }

  private static @Nullable String textOf(String line, int start, int end) {
    return start < 0 ? null : line.substring(start, end);
  }

  private static void set(Slot slot, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      slot.set(text);
    }
  }

  /** Whether a line has what white space and the end of a line differ in, or what is two chars. */
  private static boolean differs(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\n' || c == '\u000B' || Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same expression as the JDK writes it, or null unless it is certain to mean the same: with
   * groups that are not repeated, classes without anything special in them, and few escapes.
   */
  static @Nullable String sameInJava(String re2) {
    StringBuilder java = new StringBuilder();
    boolean isInClass = false;
    for (int at = 0; at < re2.length(); at++) {
      char c = re2.charAt(at);
      char next = at + 1 < re2.length() ? re2.charAt(at + 1) : 0;
      java.append(c);
      if (c > 126 || c < ' ') {
        return null;
      } else if (c == '\\') {
        if (SAME_ESCAPES.indexOf(next) < 0) {
          return null;
        }
        java.append(next);
        at++;
      } else if (isInClass) {
        isInClass = c != ']';
        if (c == '[' || c == '&' || c == '^') {
          return null;
        }
      } else if (c == '[') {
        isInClass = true;
        boolean isNegated = next == '^';
        java.append(isNegated ? "^" : "");
        at += isNegated ? 1 : 0;
        if (at + 1 < re2.length() && re2.charAt(at + 1) == ']') {
          return null;
        }
      } else if (c == '(' && next == '?') {
        int end = endOfGroupStart(re2, at);
        if (end < 0) {
          return null;
        }
        java.append(re2.charAt(at + 2) == ':' ? "?:" : "");
        at = end;
      } else if ((c == ')' && "*+{".indexOf(next) >= 0 && next != 0)
          || (isRepeating(c) && next == '+')) {
        return null; // possessive in Java
      }
    }
    return java.toString();
  }

  private static boolean isRepeating(char c) {
    return c == '*' || c == '+' || c == '?' || c == '}';
  }

  /** Where {@code (?:} or {@code (?P<name>} ends, or -1 if it is neither. */
  private static int endOfGroupStart(String re2, int at) {
    if (re2.startsWith("(?:", at)) {
      return at + 2;
    }
    boolean isNamed = re2.startsWith("(?P<", at) || re2.startsWith("(?<", at);
    return isNamed ? re2.indexOf('>', at) : -1;
  }

  /** A line that counts how often it is looked at. */
  private static final class Watched implements CharSequence {
    private String line = "";
    private int looks;

    Watched over(String text) {
      line = text;
      looks = LOOKS_AT_LEAST + LOOKS_A_CHARACTER * text.length();
      return this;
    }

    @Override
    public char charAt(int index) {
      if (--looks < 0) {
        throw new TooManyLooks();
      }
      return line.charAt(index);
    }

    @Override
    public int length() {
      return line.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return line.subSequence(start, end);
    }

    @Override
    public String toString() {
      return line;
    }
  }

  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1;

    private TooManyLooks() {
      super(null, null, false, false);
    }
  }
}
