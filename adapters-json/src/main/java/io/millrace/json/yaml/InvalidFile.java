package io.millrace.json.yaml;

import java.util.List;

/** A file that a person wrote makes no sense; says everything that is wrong with it. */
public final class InvalidFile extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Refuses a file for the given faults, of which there is at least one. */
  public InvalidFile(String file, List<String> faults) {
    super(file + ": " + String.join("; ", faults));
  }
}
