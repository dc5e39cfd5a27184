package io.millrace.domain.access;

import io.millrace.domain.result.Result;
import io.millrace.domain.result.ResultType;

/** A window in which a user often failed to log in; start inclusive, end exclusive. */
public record FailedLoginWindow(
    String userId, long windowStartMs, long windowEndMs, long failedAttempts) implements Result {
  @Override
  public ResultType type() {
    return ResultType.FAILED_LOGIN_WINDOWS;
  }
}
