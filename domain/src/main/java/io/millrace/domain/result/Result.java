package io.millrace.domain.result;

import io.millrace.domain.schema.Schema;

/** Something decided, or kept aside. Holds no wall-clock time and nothing random. */
public interface Result {
  /** The shape of its record. */
  Schema<? extends Result> schema();
}
