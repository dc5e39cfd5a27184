package io.millrace.traffic;

/** What all sources of traffic share. */
record Scene(
    TrafficProfile profile,
    Dice dice,
    Stage stage,
    Incidents incidents,
    EventLine line,
    Pace pace) {
  /** When incidents of a kind happen that should be so far apart, in milliseconds of event time. */
  Recurrence every(long spacingMs) {
    return new Recurrence(pace.spacingMs(spacingMs), profile.startMs(), dice);
  }
}
