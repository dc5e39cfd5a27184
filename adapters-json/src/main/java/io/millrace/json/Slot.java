package io.millrace.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands at a path of the foreign record that is being read. */
final class Slot {
  private boolean isThere;
  private @Nullable String text;

  void clear() {
    isThere = false;
    text = null;
  }

  /** Takes a value other than null; its text is null if it has parts. */
  void set(@Nullable String value) {
    isThere = true;
    text = value;
  }

  /** Whether there is a value other than null. */
  boolean isThere() {
    return isThere;
  }

  /** Whether there is a value that is none of the texts that stand for none. */
  boolean isThere(List<String> absent) {
    return isThere && (absent.isEmpty() || text == null || !absent.contains(text));
  }

  @Nullable String text() {
    return text;
  }
}
