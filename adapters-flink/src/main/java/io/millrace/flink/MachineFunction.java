package io.millrace.flink;

import io.millrace.application.catalogue.Decision;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Drives the machine of a decision over a keyed stream: each key has one state value, its timeline,
 * and one pending timer, the first time at which the timeline has something to do.
 *
 * <p>Events wait until the watermark has passed them and are then decided in their order, so that
 * neither the order of arrival nor the parallelism matters. Results come out in the event order of
 * each key.
 *
 * @param <T> what comes out
 */
final class MachineFunction<S, E extends Event, T> extends KeyedProcessFunction<String, Keyed<?>, T>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;
  private static final int USED = 0;
  private static final int DUPLICATES = 1;

  /** How what a machine decides becomes what comes out; opened once in each subtask. */
  interface Outlet<T> extends Serializable {
    Function<Object, T> open(JobSpec spec);
  }

  private final JobSpec spec;
  private final String decision;
  private final Outlet<T> outlet;

  @SuppressWarnings("NullAway.Init") // set by open, which comes before the first element
  private transient StateMachine<S, E, Object> machine;

  @SuppressWarnings("NullAway.Init") // set by open, which comes before the first element
  private transient Function<Object, T> exit;

  @SuppressWarnings("NullAway.Init") // set by open, which comes before the first element
  private transient ValueState<KeyState<S, E>> keys;

  @SuppressWarnings("NullAway.Init") // set by initializeState, which comes first
  private transient Counts counts;

  MachineFunction(JobSpec spec, String decision, Outlet<T> outlet) {
    this.spec = spec;
    this.decision = decision;
    this.outlet = outlet;
  }

  /** The accumulators of a decision. */
  static List<String> accumulators(String decision) {
    return List.of(decision + ".used", decision + ".duplicates");
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts = new Counts(getRuntimeContext(), context, accumulators(decision));
  }

  @Override
  @SuppressWarnings("unchecked") // the catalogue and the codecs agree by the decision's name
  public void open(OpenContext context) {
    Decision<?, ?, ?> entry = spec.decision(decision);
    machine = (StateMachine<S, E, Object>) entry.machine();
    exit = outlet.open(spec);
    DecisionCodec<S, E> codec = (DecisionCodec<S, E>) DecisionCodecs.of(decision);
    KeyStateSerializer<S, E> serializer =
        new KeyStateSerializer<>(decision, codec.version(), codec);
    keys = getRuntimeContext().getState(new ValueStateDescriptor<>("timeline", serializer));
  }

  @Override
  @SuppressWarnings("unchecked") // as in open
  public void processElement(Keyed<?> keyed, Context context, Collector<T> out) throws Exception {
    KeyState<S, E> key = keys.value();
    if (key == null) {
      Timeline<S, E> timeline = new Timeline<>(machine.initial(), List.of());
      key = new KeyState<>(timeline, StateMachine.NEVER);
    }
    if (!key.timeline().offer((E) keyed.event())) {
      counts.add(DUPLICATES, 1);
      return;
    }
    counts.add(USED, 1);
    wakeInTime(key, context.timerService());
    keys.update(key);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<T> out) throws Exception {
    KeyState<S, E> key = keys.value();
    if (key == null || timeMs != key.timerMs()) {
      return; // the key has been woken earlier
    }
    long watermarkMs = Math.max(timeMs, context.timerService().currentWatermark());
    key.timer(StateMachine.NEVER);
    key.timeline()
        .advance(
            machine,
            context.getCurrentKey(),
            watermarkMs,
            result -> out.collect(exit.apply(result)));
    if (key.timeline().isForgettable(machine)) {
      keys.clear();
    } else {
      wakeInTime(key, context.timerService());
      keys.update(key);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.checkpoint();
  }

  private void wakeInTime(KeyState<S, E> key, TimerService timers) {
    long wakeUpMs = key.timeline().wakeUpMs(machine);
    if (wakeUpMs >= key.timerMs()) {
      return;
    }
    if (key.timerMs() != StateMachine.NEVER) {
      timers.deleteEventTimeTimer(key.timerMs());
    }
    timers.registerEventTimeTimer(wakeUpMs);
    key.timer(wakeUpMs);
  }
}
