package io.millrace.aws.sink;

import java.util.regex.Pattern;

/** Names that a service would refuse are refused before a job starts. */
final class NameCheck {
  private NameCheck() {}

  static String check(String what, String name, Pattern pattern) {
    if (!pattern.matcher(name).matches()) {
      throw new IllegalArgumentException("not " + what + ": '" + name + "'");
    }
    return name;
  }
}
