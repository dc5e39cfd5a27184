package io.millrace.files;

/** Finds where objects of JSON end that follow each other, without reading what is in them. */
final class ObjectBoundary {
  private ObjectBoundary() {}

  /**
   * Behind the last object that another one follows, of those that stand one behind another from
   * the first byte on with nothing but white space between; -1 if there is none.
   */
  static int last(byte[] bytes, int from, int to) {
    int last = -1;
    int end = -1;
    int depth = 0;
    boolean inText = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (inText) {
        i += b == '\\' ? 1 : 0;
        inText = b != '"';
      } else if (depth > 0) {
        inText = b == '"';
        depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
        end = depth == 0 ? i + 1 : end;
      } else if (b == '{') {
        last = end;
        depth = 1;
      } else if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return last;
      }
    }
    return last;
  }
}
