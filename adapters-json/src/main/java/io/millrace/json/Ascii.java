package io.millrace.json;

/** Letters of ASCII; no other letter becomes one of them, in whatever locale. */
final class Ascii {
  private Ascii() {}

  static char upperCase(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }
}
