package io.millrace.bootstrap.run;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a user must hear of in the exceptions that Flink wraps around it. */
final class Causes {
  /** Flink sends exceptions between tasks with their class before the message, often twice. */
  private static final Pattern CLASS = Pattern.compile("^(?:[a-z_]\\w*\\.)+([A-Z][\\w$]*)(?:: |$)");

  /** Their names say nothing that the message does not. */
  private static final Set<String> PLAIN =
      Set.of(
          "Exception",
          "FileNotFoundException",
          "FlinkException",
          "FlinkRuntimeException",
          "IllegalArgumentException",
          "IllegalStateException",
          "IOException",
          "RuntimeException",
          "SerializedThrowable",
          "UncheckedIOException",
          "UsageException");

  private static final Pattern RESTORING =
      Pattern.compile(
          "StreamOperatorStateContext|BackendBuildingException|restore.*(state|handle)"
              + "|Failed to (load|trigger restore)",
          Pattern.CASE_INSENSITIVE);

  private Causes() {}

  /** The innermost cause in one sentence. */
  static String rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.toString();
    String name = "";
    for (Matcher it = CLASS.matcher(text); it.find(); it = CLASS.matcher(text)) {
      name = it.group(1);
      text = text.substring(it.end());
    }
    String line = text.lines().map(String::strip).findFirst().orElse("");
    if (line.isEmpty()) {
      return name;
    }
    return name.isEmpty() || PLAIN.contains(name) ? line : name + ": " + line;
  }

  /** Whether a task could not take up its state: neither can it the next time. */
  static boolean isUnreadableState(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (RESTORING.matcher(cause.toString()).find()) {
        return true;
      }
    }
    return false;
  }
}
