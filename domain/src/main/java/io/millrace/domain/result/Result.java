package io.millrace.domain.result;

/** Something decided, or kept aside. Holds no wall-clock time and nothing random. */
public interface Result {
  /** Which kind of result this is. */
  ResultType type();
}
