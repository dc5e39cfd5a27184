package io.millrace.domain.access;

/** How often a user has failed to log in within the window that is open. */
public record FailedLogins(long windowStartMs, long failures) {
  /** No window is open. */
  public static final FailedLogins NONE = new FailedLogins(0, 0);
}
