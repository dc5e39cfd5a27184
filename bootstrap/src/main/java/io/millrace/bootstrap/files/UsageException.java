package io.millrace.bootstrap.files;

/** The user asked for something that cannot be done; the message says what, and how to mend it. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Refuses with one plain sentence. */
  public UsageException(String sentence) {
    super(sentence);
  }
}
