package io.millrace.domain.anomaly;

import java.util.Optional;

/**
 * What a detector knows of a series, and how it sees the value that it was shown last. Changes in
 * place. What it says of a value is not part of the state.
 */
abstract sealed class SeriesModel permits RecentValues, ExtremeValues {
  /** How the value that was shown last looks. */
  boolean isAnomalous;

  /** What was expected in its place. */
  double expected;

  /** How far it lies from there, in usual deviations; with a sign. */
  double deviation;

  /** The bound that an anomalous value has crossed. */
  double bound;

  /** Since when values have been like it, in milliseconds since the epoch. */
  long sinceMs;

  /** The mean of the values since then, and how many they are. */
  double meanSince;

  int valuesSince;

  /** Judges a value by those before it. */
  abstract void show(Observation seen, AnomalyPolicy policy);

  /** Whether it knew enough of the series to judge the value that it was shown last. */
  abstract boolean isReady(AnomalyPolicy policy);

  /** Learns the value that it was shown, with which nothing is the matter. */
  abstract void learn(Observation seen, AnomalyPolicy policy);

  /** Takes note of the value that it was shown, with which an incident begins. */
  abstract void incidentBegins(Observation seen, AnomalyPolicy policy);

  /** Takes note of the value that it was shown, while an incident goes on. */
  abstract void incidentGoesOn(Observation seen, AnomalyPolicy policy);

  /**
   * Takes note of the value that it was shown, with which an incident is over.
   *
   * @param values how many of its values were anomalous
   */
  abstract void incidentEnds(long values, Observation seen, AnomalyPolicy policy);

  /** Whether an incident has lasted so long that its values have become usual; if so, learns it. */
  abstract boolean takesForUsual();

  /** Where the next value is expected; empty while too little is known. */
  abstract Optional<UsualRange> range(boolean latency, AnomalyPolicy policy);

  /** An equal model that changes on its own. */
  abstract SeriesModel copy();
}
