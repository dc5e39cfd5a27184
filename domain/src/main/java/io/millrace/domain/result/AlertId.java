package io.millrace.domain.result;

import io.millrace.domain.kernel.ContentHash;
import java.util.List;

/** The id of an alert follows from what it says: the same detection has the same id everywhere. */
public final class AlertId {
  private AlertId() {}

  /** The {@link ContentHash} of rule, version, key and evidence, joined by newlines. */
  public static String of(String rule, String version, String key, List<String> evidence) {
    return ContentHash.of(String.join("\n", rule, version, key, String.join("\n", evidence)));
  }
}
