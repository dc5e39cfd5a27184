package io.millrace.aws.sink;

/**
 * What became of an entry.
 *
 * @param detail for people, without the record; empty where all is well
 */
record WriteOutcome(Kind kind, String detail) {
  static final WriteOutcome WRITTEN = new WriteOutcome(Kind.WRITTEN, "");
  static final WriteOutcome STALE = new WriteOutcome(Kind.STALE, "");

  enum Kind {
    WRITTEN,
    /** The target has a newer value already: as good as written. */
    STALE,
    /** Another attempt may succeed. */
    RETRY,
    /** The service will never take this entry. */
    REFUSED,
    /** The service will take nothing until somebody has done something. */
    FATAL
  }
}
