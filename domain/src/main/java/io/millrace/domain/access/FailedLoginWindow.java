package io.millrace.domain.access;

import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** A window in which a user often failed to log in; start inclusive, end exclusive. */
public record FailedLoginWindow(
    String userId, long windowStartMs, long windowEndMs, long failedAttempts) implements Result {
  /** Result {@code failed_login_windows}. */
  public static final Schema<FailedLoginWindow> SCHEMA =
      Schema.<FailedLoginWindow>of(
          "failed_login_windows",
          (window, out) ->
              out.text(window.userId)
                  .time(window.windowStartMs)
                  .time(window.windowEndMs)
                  .count(window.failedAttempts),
          in -> new FailedLoginWindow(in.text(), in.time(), in.time(), in.count()),
          Field.text("user_id").key(),
          Field.time("window_start"),
          Field.time("window_end"),
          Field.count("failed_attempts"));

  @Override
  public Schema<FailedLoginWindow> schema() {
    return SCHEMA;
  }
}
