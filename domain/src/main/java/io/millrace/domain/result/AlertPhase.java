package io.millrace.domain.result;

/**
 * How far an alert has come. Of what is said about one alert the last of this order counts, in
 * whatever order it is heard.
 */
public enum AlertPhase {
  /** It holds if nothing else comes. */
  RAISED,

  /** It was raised, and an event that came after that has refuted it. */
  WITHDRAWN,

  /** It holds: it is one of {@code alerts}. */
  CONFIRMED
}
