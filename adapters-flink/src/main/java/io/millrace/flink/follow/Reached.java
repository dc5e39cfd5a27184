package io.millrace.flink.follow;

/**
 * How far a file has been read.
 *
 * @param bytes from its start
 * @param lines that these bytes hold
 */
record Reached(long bytes, long lines) {
  static final Reached NOTHING = new Reached(0, 0);
}
