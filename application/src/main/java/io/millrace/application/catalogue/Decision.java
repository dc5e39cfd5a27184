package io.millrace.application.catalogue;

import io.millrace.application.codec.Codec;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision: what it reads, and the machine that decides for each key.
 *
 * @param name names the decision's operators and state; never changes
 * @param reads one entry a stream; empty for the second half of a decision that is made in two
 *     steps
 * @param events how what the machine takes is written
 * @param states how the state of a key is written
 * @param remembersBy which numbers of its policy, by name, say how much it remembers; or null
 * @param merge the second step, which takes the results of this one as events of one global key; or
 *     null, and then the results are results
 */
public record Decision<S, E extends Event, O>(
    String name,
    List<Reads<E>> reads,
    StateMachine<S, E, O> machine,
    Codec<E> events,
    Codec<S> states,
    @Nullable String remembersBy,
    @Nullable Decision<?, ?, ?> merge) {
  /** The key of everything in a second step. */
  public static final String GLOBAL_KEY = "all";

  /** Whether it reads a stream. */
  public boolean reads(Stream stream) {
    return reads.stream().anyMatch(one -> one.stream().equals(stream));
  }
}
