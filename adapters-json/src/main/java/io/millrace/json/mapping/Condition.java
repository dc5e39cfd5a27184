package io.millrace.json.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign record must fulfil to be meant at all.
 *
 * @param other what the value is compared with, or null
 */
public record Condition(Path path, @Nullable Path other, Kind kind, List<String> texts) {
  /** What is asked of the value at the path. */
  public enum Kind {
    /** It is one of the texts. */
    IN,
    /** It is none of the texts, or absent. */
    NOT_IN,
    /** It is there, and not null. */
    THERE,
    /** It is absent or null. */
    ABSENT,
    /** It is not what stands at the other path, or one of them is absent. */
    DIFFERS
  }

  /**
   * Whether it is fulfilled.
   *
   * @param isThere whether there is a value other than null
   * @param text the value; null of an object or an array too
   * @param compared what stands at the other path, if anything does
   */
  public boolean holds(boolean isThere, @Nullable String text, @Nullable String compared) {
    return switch (kind) {
      case IN -> text != null && texts.contains(text);
      case NOT_IN -> text == null || !texts.contains(text);
      case THERE -> isThere;
      case ABSENT -> !isThere;
      case DIFFERS -> text == null || !text.equals(compared);
    };
  }
}
