package io.millrace.flink.state;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.flink.MachineCodecs;
import org.apache.flink.util.function.SerializableSupplier;

/** The machine of a job of one's own, which travels itself, or as what makes it. */
public record OwnMachine<S, E extends Event>(
    String name,
    Class<? extends MachineCodecs<S, E>> codecs,
    SerializableSupplier<? extends StateMachine<S, E, ?>> source)
    implements MachineRef {

  /** A machine that travels itself. */
  public record Itself<M>(M machine) implements SerializableSupplier<M> {
    @Override
    public M get() {
      return machine;
    }
  }

  @Override
  public StateMachine<S, E, ?> machine() {
    return source.get();
  }

  @Override
  public CodecRef<KeyState<S, E>> keyStates() {
    return OwnCodec.keyState(codecs);
  }
}
