package io.millrace.application.queries;

/** The store cannot be asked now; it may work again later. */
public final class QueriesUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public QueriesUnavailable(String message) {
    super(message);
  }

  public QueriesUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
