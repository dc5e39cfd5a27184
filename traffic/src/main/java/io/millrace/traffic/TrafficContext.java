package io.millrace.traffic;

/** What all sources of traffic share. */
record TrafficContext(
    TrafficProfile profile,
    Dice dice,
    Transport transport,
    OpenIncidents incidents,
    EventLine line,
    TimeLimits limits) {
  /** When incidents of a kind happen that should be so far apart, in milliseconds of event time. */
  Recurrence every(long spacingMs) {
    return new Recurrence(limits.spacingMs(spacingMs), profile.startMs(), dice);
  }
}
