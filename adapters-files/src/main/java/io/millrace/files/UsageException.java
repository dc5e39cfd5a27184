package io.millrace.files;

/** The user asked for something that cannot be done; the message says what, and how to mend it. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Refuses with one plain sentence. */
  public UsageException(String sentence) {
    super(sentence);
  }

  /** Refuses the number of an option that is not in its range. */
  public static void requireBetween(String option, long number, long least, long most) {
    if (number < least || number > most) {
      throw new UsageException(
          option + " is " + number + ", must be from " + least + " to " + most);
    }
  }
}
