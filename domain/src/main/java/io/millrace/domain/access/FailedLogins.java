package io.millrace.domain.access;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** How often a user has failed to log in within the window that is open. */
public record FailedLogins(long windowStartMs, long failures) {
  /** What an engine keeps of it. */
  public static final Schema<FailedLogins> SCHEMA =
      Schema.<FailedLogins>of(
          "failed_logins",
          (state, out) -> out.time(state.windowStartMs).count(state.failures),
          in -> new FailedLogins(in.time(), in.count()),
          Field.time("window_start"),
          Field.count("failures"));

  /** No window is open. */
  public static final FailedLogins NONE = new FailedLogins(0, 0);
}
