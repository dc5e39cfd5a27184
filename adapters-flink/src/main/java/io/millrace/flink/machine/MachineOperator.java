package io.millrace.flink.machine;

import io.millrace.application.replay.WakeUps;
import io.millrace.application.signals.Ahead;
import io.millrace.application.signals.Speculation;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.metrics.Column;
import io.millrace.flink.metrics.DecisionMetrics;
import io.millrace.flink.metrics.Ledger;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecSerializer;
import io.millrace.flink.state.Life;
import io.millrace.flink.state.MachineRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Drives a machine: the events of a key wait until the watermark has passed them, then the machine
 * takes them in event order. Whatever the order of arrival and the parallelism, the results of a
 * key are those that {@link io.millrace.application.replay.Replay} gives. The gate lets no event
 * come behind the watermark; if one did, it would be decided at once, not dropped.
 *
 * <p>Keys that something happens to are awake: their lives are here, at hand, and a calendar says
 * when each has something to decide. Before every checkpoint, and when too many are awake, all are
 * put to bed: each life goes into its one state value, with one timer for the time it must be woken
 * at. So state and timers, which cost most, are touched once a key and checkpoint, not with every
 * event, and a checkpoint holds everything.
 *
 * <p>Where signals are asked for, a rule is run ahead of the watermark too, and what it says leaves
 * with the results.
 *
 * @param <S> the state of one key
 * @param <E> what happens to a key
 * @param <O> what is decided
 * @param <T> what leaves
 */
public final class MachineOperator<S, E extends Event, O, T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<Keyed<E>, T>,
        Triggerable<String, VoidNamespace>,
        BoundedOneInput {
  private static final long serialVersionUID = 1;

  /** What the names of the accounts of decisions start with. */
  public static final String ACCOUNT = "decision/";

  /** What the account of a decision counts. */
  public static final List<Column> COLUMNS = List.of(Column.sum("used"), Column.sum("duplicates"));

  /** What the accumulator that says up to where a decision is made ends in. */
  public static final String DECIDED = ".decided";

  /** The most keys that are awake at a time. */
  public static final int MOST_AWAKE = 100_000;

  private static final int USED = 0;
  private static final int DUPLICATES = 1;

  private final MachineRef decision;
  private final Departure<O, T> departure;
  private final boolean signals;
  private final int mostAwake;
  private final long mostAwakeBytes;

  private transient Ledger ledger;
  private transient LongMinimum decided;
  private transient StateMachine<S, E, O> machine;
  private transient Outbox<O> outbox;
  private transient @Nullable Speculation<S, E, O> speculation;
  private transient ValueState<Life<S, E>> lives;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Map<String, Awake<S, E>> awake;
  private transient AwakeBytes<S, E> awakeBytes;
  private transient WakeUps<Awake<S, E>> wakeUps;
  private transient long watermarkMs;
  private transient long dueMs;

  /** A key that something has happened to since the last checkpoint. */
  private static final class Awake<S, E extends Event> {
    final String key;
    final Life<S, E> life;
    final boolean hasState;
    long wakeUpMs = StateMachine.NEVER;

    Awake(String key, Life<S, E> life, boolean hasState) {
      this.key = key;
      this.life = life;
      this.hasState = hasState;
    }
  }

  /**
   * {@code signals} asks for signals, of a rule; {@code mostAwake} is {@link #MOST_AWAKE}, and
   * {@code mostAwakeBytes} 0 for a share of the heap, but in tests.
   */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
  public MachineOperator(
      MachineRef decision,
      Departure<O, T> departure,
      boolean signals,
      int mostAwake,
      long mostAwakeBytes) {
    this.decision = decision;
    this.departure = departure;
    this.signals = signals;
    this.mostAwake = mostAwake;
    this.mostAwakeBytes = mostAwakeBytes;
  }

  /** The account of a decision's counts. */
  static String account(String decision) {
    return ACCOUNT + decision;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ledger = new Ledger(account(decision.name()), COLUMNS, getRuntimeContext(), context);
    KeptSizes.check(decision.machine(), context.getOperatorStateStore());
    decided = new LongMinimum(Long.MIN_VALUE);
    getRuntimeContext().addAccumulator(account(decision.name()) + DECIDED, decided);
  }

  @Override
  @SuppressWarnings("unchecked") // the reference names a decision of these types
  public void open() throws Exception {
    super.open();
    machine = (StateMachine<S, E, O>) decision.machine();
    Departure.Packer<O, T> packer = departure.open();
    Outbox<O> leaving = decided -> output.collect(packer.pack(decided));
    DecisionMetrics metrics =
        new DecisionMetrics(getMetricGroup(), decision.name(), System::currentTimeMillis);
    outbox =
        decided -> {
          metrics.decided(dueMs);
          leaving.emit(decided);
        };
    if (signals && machine instanceof AlertRule<S, E, O> rule) {
      // rules emit results; what is said of them in advance is no decision, and not counted as one
      speculation = new Speculation<>(rule, said -> leaving.emit((O) said));
    }
    lives =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "life", new CodecSerializer<>(CodecIds.life(decision.name()))));
    timers = getInternalTimerService("wake-up", VoidNamespaceSerializer.INSTANCE, this);
    awake = new HashMap<>();
    awakeBytes =
        new AwakeBytes<>(lifeCodec(), mostAwakeBytes > 0 ? mostAwakeBytes : AwakeBytes.ofHeap());
    wakeUps = new WakeUps<>();
    watermarkMs = Long.MIN_VALUE;
  }

  @SuppressWarnings("unchecked") // the reference names a decision of these types
  private Codec<Life<S, E>> lifeCodec() {
    return (Codec<Life<S, E>>) CodecIds.find(CodecIds.life(decision.name()));
  }

  /** The key is set only where state is touched: most events touch none. */
  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void processElement(StreamRecord<Keyed<E>> record) throws Exception {
    Keyed<E> keyed = record.getValue();
    if (awakeBytes.isTooMuch(awake.size())) {
      putAllToBed();
    }
    Awake<S, E> one = awake.get(keyed.key());
    if (one == null) {
      one = wake(keyed.key());
    }
    Timeline<S, E> timeline = one.life.timeline();
    if (!timeline.offer(keyed.event())) {
      ledger.add(DUPLICATES, 1);
      return;
    }
    ledger.add(USED, 1);
    if (speculation != null) {
      speculation.onEvent(one.key, timeline, ahead(one.life), keyed.event());
    }
    if (isOverdue(timeline)) {
      advance(one);
    } else {
      schedule(one);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermarkMs = mark.getTimestamp();
    wakeUps.wake(
        watermarkMs,
        (one, timeMs) -> {
          if (one.wakeUpMs == timeMs) { // else it was decided already
            advance(one);
          }
        });
    super.processWatermark(mark); // fires the timers of keys that sleep, and sends the mark on
    decided.resetLocal();
    decided.add(watermarkMs);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    Awake<S, E> one = awake.get(timer.getKey());
    if (one == null) {
      one = wake(timer.getKey());
    }
    one.life.timerIsAt(StateMachine.NEVER);
    if (isOverdue(one.life.timeline())) {
      advance(one);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no decision asks what time it is");
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    putAllToBed();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    ledger.save();
  }

  @Override
  public void endInput() {
    output.collect(Ledger.CLOSED, new StreamRecord<>(ledger.close()));
  }

  private Awake<S, E> wake(String key) throws Exception {
    if (awake.size() >= mostAwake) {
      putAllToBed();
    }
    setCurrentKey(key);
    Life<S, E> life = lives.value();
    boolean hasState = life != null;
    if (life == null) {
      life = new Life<>(new Timeline<>(machine.initial(), List.of()), StateMachine.NEVER);
    }
    Awake<S, E> one = new Awake<>(key, life, hasState);
    awake.put(key, one);
    awakeBytes.woke(life);
    schedule(one);
    return one;
  }

  /** Before the first watermark nothing is, not even reference data at the smallest time. */
  private boolean isOverdue(Timeline<S, E> timeline) {
    return watermarkMs != Long.MIN_VALUE && timeline.wakeUpMs(machine) <= watermarkMs;
  }

  private void advance(Awake<S, E> one) throws Exception {
    one.wakeUpMs = StateMachine.NEVER;
    Timeline<S, E> timeline = one.life.timeline();
    dueMs = timeline.wakeUpMs(machine);
    if (speculation == null) {
      timeline.advance(machine, one.key, watermarkMs, outbox);
    } else {
      advanceAndSignal(speculation, one);
    }
    if (timeline.isForgettable(machine)) {
      forget(one);
    } else {
      schedule(one);
    }
  }

  private void advanceAndSignal(Speculation<S, E, O> running, Awake<S, E> one) {
    Timeline<S, E> timeline = one.life.timeline();
    running.advance(one.key, timeline, ahead(one.life), watermarkMs, outbox);
    if (timeline.waiting().isEmpty()) {
      one.life.isAhead(null);
    }
  }

  private static <S, E extends Event> Ahead<S, E> ahead(Life<S, E> life) {
    Ahead<S, E> known = life.ahead();
    if (known != null) {
      return known;
    }
    Ahead<S, E> nothing = new Ahead<>();
    life.isAhead(nothing);
    return nothing;
  }

  private void schedule(Awake<S, E> one) {
    long timeMs = one.life.timeline().wakeUpMs(machine);
    if (timeMs < one.wakeUpMs) {
      one.wakeUpMs = timeMs;
      wakeUps.add(timeMs, one);
    }
  }

  private void forget(Awake<S, E> one) throws Exception {
    awake.remove(one.key);
    if (one.hasState) {
      setCurrentKey(one.key);
      setTimer(one.life, StateMachine.NEVER);
      lives.clear();
    }
  }

  /** From here on the lives belong to the state backend, which may be copying them. */
  private void putAllToBed() throws Exception {
    for (Awake<S, E> one : awake.values()) {
      setCurrentKey(one.key);
      setTimer(one.life, one.life.timeline().wakeUpMs(machine));
      lives.update(one.life);
    }
    awake.clear();
    awakeBytes.slept();
    wakeUps.clear();
  }

  private void setTimer(Life<S, E> life, long timeMs) {
    if (life.timerMs() == timeMs) {
      return;
    }
    if (life.timerMs() != StateMachine.NEVER) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, life.timerMs());
    }
    if (timeMs != StateMachine.NEVER) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timeMs);
    }
    life.timerIsAt(timeMs);
  }
}
