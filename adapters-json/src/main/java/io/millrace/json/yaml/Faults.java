package io.millrace.json.yaml;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file; all of it is told at once, up to a number. */
public final class Faults {
  private static final int MOST_TOLD = 50;

  private final String file;
  private final List<String> all = new ArrayList<>();
  private int untold;

  /** Nothing is wrong yet; {@code file} names it in messages. */
  public Faults(String file) {
    this.file = file;
  }

  /** Notes a fault at a place; {@code complaint} is a sentence about it. */
  public void add(Yaml at, String complaint) {
    if (all.size() < MOST_TOLD) {
      all.add("line " + at.line() + ", column " + at.column() + ": " + complaint);
    } else {
      untold++;
    }
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Fails if there are any.
   *
   * @throws InvalidFile with all of them
   */
  public void check() {
    if (untold > 0) {
      all.add("and " + untold + " more");
      untold = 0;
    }
    if (!all.isEmpty()) {
      throw new InvalidFile(file, all);
    }
  }
}
