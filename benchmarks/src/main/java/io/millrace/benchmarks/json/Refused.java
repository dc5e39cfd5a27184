package io.millrace.benchmarks.json;

import java.io.IOException;

/** What the loop refuses by itself. */
final class Refused extends IOException {
  private static final long serialVersionUID = 1;

  Refused(String why) {
    super(why);
  }
}
