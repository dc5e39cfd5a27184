package io.millrace.flink.machine;

import io.millrace.application.replay.TimerCalendar;
import io.millrace.application.signals.Speculation;
import io.millrace.application.signals.SpeculativeState;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import io.millrace.domain.result.AlertSignal;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.metrics.CounterColumn;
import io.millrace.flink.metrics.DecisionMetrics;
import io.millrace.flink.state.CodecRef;
import io.millrace.flink.state.CodecSerializer;
import io.millrace.flink.state.KeyState;
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
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Drives a machine: the events of a key wait until the watermark has passed them, then the machine
 * takes them in event order. Whatever the order of arrival and the parallelism, the results of a
 * key are those that {@link io.millrace.application.replay.Replay} gives. The gate lets no event
 * come behind the watermark; if one did, it would be decided at once, not dropped.
 *
 * <p>Keys that something happens to are held in a write-back cache: their states are here, decoded,
 * and a calendar says when each has something to decide. Before every checkpoint, and when the
 * cache is full, all are written back: each into its one state value, with one timer for when it
 * has something to decide. So state and timers, which cost most, are touched once a key and
 * checkpoint, not with every event, and a checkpoint holds everything.
 *
 * <p>Where signals are asked for, a rule is run ahead of the watermark too, and what it says leaves
 * with the results, or aside.
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
  public static final List<CounterColumn> COLUMNS =
      List.of(CounterColumn.sum("used"), CounterColumn.sum("duplicates"));

  /** What the accumulator that says up to where a decision is made ends in. */
  public static final String DECIDED = ".decided";

  /** The most keys that are cached at a time. */
  public static final int CACHE_CAPACITY = 100_000;

  private static final int USED = 0;
  private static final int DUPLICATES = 1;

  private final MachineRef decision;
  private final Departure<O, T> departure;
  private final boolean signals;
  private final int capacity;
  private final long capacityBytes;

  private transient CheckpointedCounters counters;
  private transient LongMinimum decided;
  private transient StateMachine<S, E, O> machine;
  private transient Outbox<O> outbox;
  private transient @Nullable Speculation<S, E, O> speculation;
  private transient ValueState<KeyState<S, E>> keyStates;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Map<String, CachedKey<S, E>> cache;
  private transient CacheBytes<S, E> cacheBytes;
  private transient TimerCalendar<CachedKey<S, E>> calendar;
  private transient long watermarkMs;
  private transient Timeline<S, E> deciding;

  /** When what leaves next was due: at no time that the watermark had passed before. */
  private transient long dueMs;

  /** A key that something has happened to since the last checkpoint. */
  private static final class CachedKey<S, E extends Event> {
    final String key;
    final KeyState<S, E> keyState;
    final boolean hasState;
    long wakeUpMs = StateMachine.NEVER;

    CachedKey(String key, KeyState<S, E> keyState, boolean hasState) {
      this.key = key;
      this.keyState = keyState;
      this.hasState = hasState;
    }
  }

  /**
   * {@code signals} asks for signals, of a rule; {@code capacity} is {@link #CACHE_CAPACITY}, and
   * {@code capacityBytes} 0 for a share of the heap, but in tests.
   */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
  public MachineOperator(
      MachineRef decision,
      Departure<O, T> departure,
      boolean signals,
      int capacity,
      long capacityBytes) {
    this.decision = decision;
    this.departure = departure;
    this.signals = signals;
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
  }

  /** The account of a decision's counts. */
  static String account(String decision) {
    return ACCOUNT + decision;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    counters =
        new CheckpointedCounters(account(decision.name()), COLUMNS, getRuntimeContext(), context);
    KeptSizes.check(decision.machine(), context.getOperatorStateStore());
    decided = new LongMinimum(Long.MIN_VALUE);
    getRuntimeContext().addAccumulator(account(decision.name()) + DECIDED, decided);
  }

  @Override
  @SuppressWarnings("unchecked") // the reference names a decision of these types
  public void open() throws Exception {
    super.open();
    machine = (StateMachine<S, E, O>) decision.machine();
    Departure.Emitter<O, T> emitter = departure.open();
    DecisionMetrics metrics =
        new DecisionMetrics(getMetricGroup(), decision.name(), System::currentTimeMillis);
    outbox =
        decided -> {
          dueMs = deciding.decidingMs();
          metrics.decided(dueMs);
          output.collect(emitter.toRecord(decided, dueMs));
        };
    if (signals && machine instanceof AlertRule<S, E, O> rule) {
      speculation = new Speculation<>(rule, said -> leave(said, emitter));
    }
    CodecRef<KeyState<S, E>> codec = (CodecRef<KeyState<S, E>>) decision.keyStates();
    keyStates =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("life", new CodecSerializer<>(codec)));
    timers = getInternalTimerService("wake-up", VoidNamespaceSerializer.INSTANCE, this);
    cache = new HashMap<>();
    cacheBytes =
        new CacheBytes<>(codec.codec(), capacityBytes > 0 ? capacityBytes : CacheBytes.ofHeap());
    calendar = new TimerCalendar<>();
    watermarkMs = Long.MIN_VALUE;
  }

  /** What is said of a result in advance is no decision, and not counted as one. */
  @SuppressWarnings("unchecked") // where they leave with the results, they are such
  private void leave(AlertSignal said, Departure.Emitter<O, T> emitter) {
    OutputTag<AlertSignal> aside = departure.signals();
    if (aside == null) {
      output.collect(emitter.toRecord((O) said, dueMs));
    } else {
      output.collect(aside, new StreamRecord<>(said, dueMs));
    }
  }

  /** The key is set only where state is touched: most events touch none. */
  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void processElement(StreamRecord<Keyed<E>> record) throws Exception {
    Keyed<E> keyed = record.getValue();
    if (cacheBytes.isTooMuch(cache.size())) {
      writeBackAll();
    }
    CachedKey<S, E> one = cache.get(keyed.key());
    if (one == null) {
      one = load(keyed.key());
    }
    Timeline<S, E> timeline = one.keyState.timeline();
    if (!timeline.offer(keyed.event())) {
      counters.add(DUPLICATES, 1);
      return;
    }
    counters.add(USED, 1);
    if (speculation != null) {
      dueMs = keyed.event().eventTimeMs();
      speculation.onEvent(one.key, timeline, speculative(one.keyState), keyed.event());
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
    calendar.fire(
        watermarkMs,
        (one, timeMs) -> {
          if (one.wakeUpMs == timeMs) { // else it was decided already
            advance(one);
          }
        });
    super.processWatermark(mark); // fires the timers of all other keys, and sends the mark on
    decided.resetLocal();
    decided.add(watermarkMs);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    CachedKey<S, E> one = cache.get(timer.getKey());
    if (one == null) {
      one = load(timer.getKey());
    }
    one.keyState.timerIsAt(StateMachine.NEVER);
    if (isOverdue(one.keyState.timeline())) {
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
    writeBackAll();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counters.save();
  }

  @Override
  public void endInput() {
    output.collect(CheckpointedCounters.CLOSED, new StreamRecord<>(counters.close()));
  }

  private CachedKey<S, E> load(String key) throws Exception {
    if (cache.size() >= capacity) {
      writeBackAll();
    }
    setCurrentKey(key);
    KeyState<S, E> keyState = keyStates.value();
    boolean hasState = keyState != null;
    if (keyState == null) {
      keyState = new KeyState<>(new Timeline<>(machine.initial(), List.of()), StateMachine.NEVER);
    }
    CachedKey<S, E> one = new CachedKey<>(key, keyState, hasState);
    cache.put(key, one);
    cacheBytes.added(keyState);
    schedule(one);
    return one;
  }

  /** Before the first watermark nothing is, not even reference data at the smallest time. */
  private boolean isOverdue(Timeline<S, E> timeline) {
    return watermarkMs != Long.MIN_VALUE && timeline.wakeUpMs(machine) <= watermarkMs;
  }

  private void advance(CachedKey<S, E> one) throws Exception {
    one.wakeUpMs = StateMachine.NEVER;
    Timeline<S, E> timeline = one.keyState.timeline();
    deciding = timeline;
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

  private void advanceAndSignal(Speculation<S, E, O> running, CachedKey<S, E> one) {
    Timeline<S, E> timeline = one.keyState.timeline();
    running.advance(one.key, timeline, speculative(one.keyState), watermarkMs, outbox);
    if (timeline.waiting().isEmpty()) {
      one.keyState.setSpeculative(null);
    }
  }

  private static <S, E extends Event> SpeculativeState<S, E> speculative(KeyState<S, E> keyState) {
    SpeculativeState<S, E> known = keyState.speculative();
    if (known != null) {
      return known;
    }
    SpeculativeState<S, E> nothing = new SpeculativeState<>();
    keyState.setSpeculative(nothing);
    return nothing;
  }

  private void schedule(CachedKey<S, E> one) {
    long timeMs = one.keyState.timeline().wakeUpMs(machine);
    if (timeMs < one.wakeUpMs) {
      one.wakeUpMs = timeMs;
      calendar.add(timeMs, one);
    }
  }

  private void forget(CachedKey<S, E> one) throws Exception {
    cache.remove(one.key);
    if (one.hasState) {
      setCurrentKey(one.key);
      setTimer(one.keyState, StateMachine.NEVER);
      keyStates.clear();
    }
  }

  /** From here on the states belong to the state backend, which may be copying them. */
  private void writeBackAll() throws Exception {
    for (CachedKey<S, E> one : cache.values()) {
      setCurrentKey(one.key);
      setTimer(one.keyState, one.keyState.timeline().wakeUpMs(machine));
      keyStates.update(one.keyState);
    }
    cache.clear();
    cacheBytes.cleared();
    calendar.clear();
  }

  private void setTimer(KeyState<S, E> keyState, long timeMs) {
    if (keyState.timerMs() == timeMs) {
      return;
    }
    if (keyState.timerMs() != StateMachine.NEVER) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, keyState.timerMs());
    }
    if (timeMs != StateMachine.NEVER) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timeMs);
    }
    keyState.timerIsAt(timeMs);
  }
}
