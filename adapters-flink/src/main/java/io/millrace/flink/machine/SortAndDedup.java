package io.millrace.flink.machine;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.state.DecisionRef;
import io.millrace.flink.state.MachineRef;

/**
 * Sorts and deduplicates: hands on the events of a key as every machine gets them, in order and
 * each once, and decides nothing. So an engine that cannot tell copies is given none.
 *
 * @param <S> the state of the machine in whose place it stands, which is always the initial one
 */
public final class SortAndDedup<S, E extends Event> implements StateMachine<S, E, Keyed<E>> {
  private final S initial;

  public SortAndDedup(S initial) {
    this.initial = initial;
  }

  /** Names the sorting and deduplication of what a decision reads. */
  public record Ref(DecisionRef decision) implements MachineRef {
    @Override
    public String name() {
      return decision.name();
    }

    @Override
    public StateMachine<?, ?, ?> machine() {
      return new SortAndDedup<>(decision.machine().initial());
    }
  }

  @Override
  public S initial() {
    return initial;
  }

  @Override
  public S onEvent(String key, S state, E event, Outbox<? super Keyed<E>> out) {
    out.emit(new Keyed<>(key, event));
    return state;
  }

  @Override
  public long deadline(S state) {
    return NEVER;
  }

  @Override
  public S onDeadline(String key, S state, Outbox<? super Keyed<E>> out) {
    throw new IllegalStateException("there is nothing to wait for");
  }
}
