package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.machine.Aside;
import io.millrace.flink.machine.LatenessOperator;
import io.millrace.flink.machine.MachineOperator;
import io.millrace.flink.state.CodecType;
import io.millrace.flink.state.OwnCodec;
import io.millrace.flink.state.OwnMachine;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a machine in a job of one's own, over a stream of one's own type, whose watermarks the
 * job assigns.
 *
 * <pre>{@code
 * Decided<Purchase, TooMany> decided =
 *     Machines.named("too-many-refunds")
 *         .written(RefundCodecs.class)
 *         .reads(purchases, Purchase::customer, Refund::of)
 *         .decidedBy(new RefundWatch(3));
 * }</pre>
 *
 * <p>The events of a key come to the machine in {@link Event#ORDER}, each once, when the watermark
 * has passed them. An event that comes when the watermark has passed it already is not decided; it
 * leaves through the side. All states of a key are one value of Flink's, which is migrated when a
 * codec has a new version.
 */
public final class Machines {
  /** How long a signal waits for more before it is sent on. */
  private static final long SIGNAL_BUFFER_MS = 2;

  private Machines() {}

  /**
   * Begins a decision.
   *
   * @param name names the operators, the state and the counts; one of a job, and it never changes:
   *     1 to 64 lower-case letters, digits and hyphens
   */
  public static Naming named(String name) {
    return new Naming(name);
  }

  /** A decision that has a name. */
  public static final class Naming {
    private final String name;

    private Naming(String name) {
      this.name = name;
    }

    /** Says how events and states are written. */
    public <S, E extends Event> Writing<S, E> written(Class<? extends MachineCodecs<S, E>> codecs) {
      return new Writing<>(name, codecs);
    }
  }

  /** A decision whose state can be written. */
  public static final class Writing<S, E extends Event> {
    private final String name;
    private final Class<? extends MachineCodecs<S, E>> codecs;

    private Writing(String name, Class<? extends MachineCodecs<S, E>> codecs) {
      this.name = name;
      this.codecs = codecs;
    }

    /**
     * Says what is read, which is what the machine takes, and which key each has. Several streams
     * are made one before, by {@link DataStream#union}.
     */
    public <V extends E> Reading<V, S, E> reads(DataStream<V> stream, KeySelector<V, String> key) {
      return reads(stream, key, value -> value);
    }

    /**
     * Says what is read, which key each has, and what the machine takes of it: an event of each.
     * What no event shall be made of is left out before, by {@link DataStream#filter}.
     */
    public <V> Reading<V, S, E> reads(
        DataStream<V> stream, KeySelector<V, String> key, MapFunction<V, E> projection) {
      return new Reading<>(name, codecs, stream, key, projection);
    }
  }

  /** A decision that reads a stream. */
  public static final class Reading<V, S, E extends Event> {
    private final String name;
    private final Class<? extends MachineCodecs<S, E>> codecs;
    private final DataStream<V> stream;
    private final KeySelector<V, String> key;
    private final MapFunction<V, E> projection;
    private boolean hasSignals;

    private Reading(
        String name,
        Class<? extends MachineCodecs<S, E>> codecs,
        DataStream<V> stream,
        KeySelector<V, String> key,
        MapFunction<V, E> projection) {
      this.name = name;
      this.codecs = codecs;
      this.stream = stream;
      this.key = key;
      this.projection = projection;
    }

    /**
     * Asks for signals too: what is known of alerts ahead of the watermark. The machine is an
     * {@link io.millrace.domain.kernel.AlertRule} then, whose alerts are {@link
     * io.millrace.domain.result.Alert}s.
     */
    public Reading<V, S, E> signals() {
      hasSignals = true;
      return this;
    }

    /**
     * Ends the decision with its machine, which is serializable. What it decides is of the type
     * that its class declares.
     *
     * @throws IllegalArgumentException with all that is wrong with the decision
     */
    public <O> Decided<V, O> decidedBy(StateMachine<S, E, O> machine) {
      return decide(new OwnMachine.Itself<>(machine), null);
    }

    /** The same, where its class does not say of what type its decisions are. */
    public <O> Decided<V, O> decidedBy(
        StateMachine<S, E, O> machine, TypeInformation<O> decisions) {
      return decide(new OwnMachine.Itself<>(machine), decisions);
    }

    /** The same with what makes the machine, where that is not serializable itself. */
    public <O> Decided<V, O> decidedBy(
        SerializableSupplier<? extends StateMachine<S, E, O>> machine) {
      return decide(machine, null);
    }

    /** The same with both. */
    public <O> Decided<V, O> decidedBy(
        SerializableSupplier<? extends StateMachine<S, E, O>> machine,
        TypeInformation<O> decisions) {
      return decide(machine, decisions);
    }

    private <O> Decided<V, O> decide(
        SerializableSupplier<? extends StateMachine<S, E, O>> machine,
        @Nullable TypeInformation<O> given) {
      StreamExecutionEnvironment environment = stream.getExecutionEnvironment();
      MachineFaults faults = new MachineFaults(environment, name);
      faults.checkName(uid());
      faults.checkCodecs(codecs);
      KeySelector<V, String> ofKey = faults.travelling("the key selector", key);
      MapFunction<V, E> ofEvent = faults.travelling("the projection", projection);
      TypeInformation<O> decisions = faults.checkMachine(machine, codecs, hasSignals, given);
      faults.refuse();

      OutputTag<V> late = new OutputTag<>("late", stream.getType());
      // as a plain stream it goes to the subtask of its key, and opens no state backend there
      DataStream<V> shuffled =
          new DataStream<>(environment, stream.keyBy(ofKey, Types.STRING).getTransformation());
      SingleOutputStreamOperator<Keyed<E>> onTime =
          shuffled
              .transform(
                  "late for " + name,
                  new CodecType<Keyed<E>>(OwnCodec.keyed(codecs), Keyed.class),
                  new LatenessOperator<>(name, ofKey, ofEvent, late))
              .name("late for " + name)
              .uid("late-" + name);
      SingleOutputStreamOperator<O> decided =
          DataStreamUtils.reinterpretAsKeyedStream(onTime, Keyed::key, Types.STRING)
              .transform(
                  "decide " + name,
                  decisions,
                  new MachineOperator<S, E, O, O>(
                      new OwnMachine<>(name, codecs, machine),
                      new Aside<>(),
                      hasSignals,
                      MachineOperator.CACHE_CAPACITY,
                      0))
              .uid(uid());
      return new Decided<>(
          onTime,
          late,
          hasSignals ? decided.setBufferTimeout(SIGNAL_BUFFER_MS) : decided,
          hasSignals);
    }

    private String uid() {
      return "machine-" + name;
    }
  }
}
