package io.millrace.bootstrap.run;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of the records of a redrive, by where they go. */
public final class RedriveCounts {
  private final Map<String, Map<Fate, Long>> bySink = new LinkedHashMap<>();
  private String firstRefusal = "";

  /** What can become of a record. */
  public enum Fate {
    /** Written now, or there already. */
    WRITTEN,
    /** Would be written, were this no dry run. */
    WOULD_BE_WRITTEN,
    /** Written by a redrive before, as its ledger says. */
    DONE_BEFORE,
    /** Not written, and never will be as it is. */
    REFUSED
  }

  void add(String sink, Fate fate) {
    bySink.computeIfAbsent(sink, unknown -> new EnumMap<>(Fate.class)).merge(fate, 1L, Long::sum);
  }

  void refused(String sink, String place, String why) {
    add(sink, Fate.REFUSED);
    if (firstRefusal.isEmpty()) {
      firstRefusal = place + " " + why;
    }
  }

  /** By sink, in the order in which they came up. */
  public Map<String, Map<Fate, Long>> bySink() {
    return bySink;
  }

  /** How many records met a fate. */
  public long all(Fate fate) {
    return bySink.values().stream().mapToLong(counts -> counts.getOrDefault(fate, 0L)).sum();
  }

  /** The place of the first that was refused, and why; empty if there is none. */
  public String firstRefusal() {
    return firstRefusal;
  }
}
