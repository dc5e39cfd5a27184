package io.millrace.bootstrap.run;

/** Finds what a user must hear of in the exceptions that Flink wraps around it. */
final class Causes {
  private Causes() {}

  static String rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
