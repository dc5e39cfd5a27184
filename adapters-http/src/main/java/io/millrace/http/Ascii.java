package io.millrace.http;

import java.nio.charset.StandardCharsets;

/** Text that is ASCII. */
final class Ascii {
  private Ascii() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
