package io.millrace.flink.sql;

/** SQL that is not run; the message says why in one sentence. */
public final class RefusedSql extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Refuses with one plain sentence. */
  public RefusedSql(String sentence) {
    super(sentence);
  }

  /** Refuses because of what Flink has said. */
  public RefusedSql(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
