package io.millrace.domain.kernel;

/** Where a machine puts what it has decided, in the order of its decisions. */
@FunctionalInterface
public interface Outbox<O> {
  /** Hands on one result. */
  void emit(O result);
}
