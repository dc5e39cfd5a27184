package io.millrace.domain.result;

/** How bad it is. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
