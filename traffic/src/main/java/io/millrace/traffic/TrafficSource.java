package io.millrace.traffic;

/** Makes the traffic of one stream, and of those that follow from it. */
interface TrafficSource {
  /** One ordinary thing happens. */
  void happen(long nowMs);

  /** Plants an incident if it is time for one; called before everything that happens. */
  void plantIncident(long nowMs);
}
