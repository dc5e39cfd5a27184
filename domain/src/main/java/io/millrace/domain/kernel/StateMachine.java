package io.millrace.domain.kernel;

/**
 * A decision: a fold over the events of one key, in {@link Event#ORDER}, in which a timer is state.
 *
 * <p>The driver promises, for every key:
 *
 * <ul>
 *   <li>events come in order, each once;
 *   <li>before an event at time {@code t}, every deadline before {@code t} has been called; a
 *       deadline at {@code t} itself comes after all events at {@code t};
 *   <li>an absent state means {@link #initial()}, and a returned {@code initial()} forgets the key.
 * </ul>
 *
 * <p>The machine promises that the same events give the same results: it never asks the time, draws
 * a random number, logs, or keeps anything outside the state that it returns. It may change and
 * return the state it was given; the driver never uses the old one again.
 *
 * @param <S> the state of one key
 * @param <E> what happens to a key
 * @param <O> what is decided
 */
public interface StateMachine<S, E extends Event, O> {
  /** The deadline of a state that waits for nothing. */
  long NEVER = Long.MAX_VALUE;

  /** The state of a key of which nothing is known; always the same object. */
  S initial();

  /** Takes the next event of the key and returns the next state. */
  S onEvent(String key, S state, E event, Outbox<? super O> out);

  /**
   * When the state wants to be woken, in milliseconds since the epoch, or {@link #NEVER}. Finite
   * for every state but {@link #initial()}, unless the decision itself remembers for ever.
   */
  long deadline(S state);

  /** Called once the time {@link #deadline} has passed; must return a state with a later one. */
  S onDeadline(String key, S state, Outbox<? super O> out);
}
