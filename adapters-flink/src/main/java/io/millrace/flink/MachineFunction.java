package io.millrace.flink;

import io.millrace.application.catalogue.Decision;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import java.util.List;
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
 * Drives a machine: the events of a key wait in its one state value until the watermark has passed
 * them, then the machine takes them in event order. One timer a key is registered, for the first
 * time at which there is something to decide.
 *
 * <p>Whatever the order of arrival and the parallelism, the results of a key are those that {@link
 * io.millrace.application.replay.Replay} gives. The gate lets no event come behind the watermark;
 * if one did, it would be decided at once, not dropped.
 *
 * @param <S> the state of one key
 * @param <E> what happens to a key
 * @param <O> what is decided
 * @param <T> what leaves
 */
final class MachineFunction<S, E extends Event, O, T>
    extends KeyedProcessFunction<String, Keyed<E>, T> implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** What the names of the accounts of decisions start with. */
  static final String ACCOUNT = "decision/";

  /** What the account of a decision counts. */
  static final List<String> COLUMNS = List.of("used", "duplicates");

  private static final int USED = 0;
  private static final int DUPLICATES = 1;

  private final DecisionRef decision;
  private final Departure<O, T> departure;

  private transient Driver driver;
  private transient Ledger ledger;

  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
  MachineFunction(DecisionRef decision, Departure<O, T> departure) {
    this.decision = decision;
    this.departure = departure;
  }

  /** The account of a decision's counts. */
  static String account(String decision) {
    return ACCOUNT + decision;
  }

  /** The counts that have not been told yet. */
  TallyLine closeLedger() {
    return ledger.close();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = new Ledger(account(decision.name()), COLUMNS, getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.save();
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway.Init"}) // the reference names a decision of these types
  public void open(OpenContext context) {
    driver =
        new Driver(
            ((Decision<S, E, O>) decision.resolve()).machine(),
            departure.open(),
            getRuntimeContext()
                .getState(
                    new ValueStateDescriptor<>(
                        "life", new CodecSerializer<>(CodecIds.life(decision.name())))));
  }

  @Override
  public void processElement(Keyed<E> keyed, Context context, Collector<T> out) throws Exception {
    boolean isNew = driver.offer(keyed, context.timerService(), out);
    ledger.add(isNew ? USED : DUPLICATES, 1);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<T> out) throws Exception {
    driver.wake(timeMs, context.getCurrentKey(), context.timerService(), out);
  }

  /** The machine with what it needs of Flink; hot: once or twice an event. */
  private final class Driver {
    private final StateMachine<S, E, O> machine;
    private final Departure.Packer<O, T> packer;
    private final ValueState<Life<S, E>> lives;

    Driver(
        StateMachine<S, E, O> machine,
        Departure.Packer<O, T> packer,
        ValueState<Life<S, E>> lives) {
      this.machine = machine;
      this.packer = packer;
      this.lives = lives;
    }

    /** Whether the event is no copy of one that waits. */
    boolean offer(Keyed<E> keyed, TimerService timers, Collector<T> out) throws Exception {
      Life<S, E> life = lives.value();
      if (life == null) {
        life = new Life<>(new Timeline<>(machine.initial(), List.of()), StateMachine.NEVER);
      }
      if (!life.timeline().offer(keyed.event())) {
        return false;
      }
      if (isOverdue(life, timers.currentWatermark())) {
        advance(life, keyed.key(), timers, out);
      } else {
        settle(life, timers);
      }
      return true;
    }

    void wake(long timeMs, String key, TimerService timers, Collector<T> out) throws Exception {
      Life<S, E> life = lives.value();
      if (life != null && life.timerMs() == timeMs) { // else the key was woken earlier
        life.timerIsAt(StateMachine.NEVER);
        advance(life, key, timers, out);
      }
    }

    /** Before the first watermark nothing is, not even reference data at the smallest time. */
    private boolean isOverdue(Life<S, E> life, long watermarkMs) {
      return watermarkMs != Long.MIN_VALUE && life.timeline().wakeUpMs(machine) <= watermarkMs;
    }

    private void advance(Life<S, E> life, String key, TimerService timers, Collector<T> out)
        throws Exception {
      Outbox<O> outbox = decided -> out.collect(packer.pack(decided));
      life.timeline().advance(machine, key, timers.currentWatermark(), outbox);
      settle(life, timers);
    }

    private void settle(Life<S, E> life, TimerService timers) throws Exception {
      boolean forget = life.timeline().isForgettable(machine);
      long wakeUpMs = forget ? StateMachine.NEVER : life.timeline().wakeUpMs(machine);
      if (wakeUpMs < life.timerMs() || forget) {
        replaceTimer(life, wakeUpMs, timers);
      }
      if (forget) {
        lives.clear();
      } else {
        lives.update(life);
      }
    }

    private void replaceTimer(Life<S, E> life, long timeMs, TimerService timers) {
      if (life.timerMs() != StateMachine.NEVER) {
        timers.deleteEventTimeTimer(life.timerMs());
      }
      if (timeMs != StateMachine.NEVER) {
        timers.registerEventTimeTimer(timeMs);
      }
      life.timerIsAt(timeMs);
    }
  }
}
