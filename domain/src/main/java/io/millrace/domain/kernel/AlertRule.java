package io.millrace.domain.kernel;

/**
 * A decision that raises alerts. A driver may run it ahead of the watermark, on a copy of its state
 * that it throws away afterwards, to learn what it would raise if nothing else came.
 *
 * @param <S> the state of one key
 * @param <E> what happens to a key
 * @param <O> what is decided
 */
public interface AlertRule<S, E extends Event, O> extends StateMachine<S, E, O> {
  /**
   * A state that is equal and changes on its own: nothing that the machine does to one of the two
   * shows in the other. A state that never changes in place is its own copy; the copy of {@link
   * #initial()} is {@code initial()}.
   */
  S copy(S state);
}
