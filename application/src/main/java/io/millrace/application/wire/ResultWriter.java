package io.millrace.application.wire;

import java.io.IOException;

/** Where encoded results go. Safe for use by several threads. */
public interface ResultWriter {
  /**
   * Writes results of one type.
   *
   * @param lines each result followed by a line feed
   * @param length how many bytes of {@code lines} count; the array is the caller's own afterwards
   */
  void write(ResultType type, byte[] lines, int length) throws IOException;
}
