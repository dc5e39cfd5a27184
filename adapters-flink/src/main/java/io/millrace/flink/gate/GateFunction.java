package io.millrace.flink.gate;

import io.millrace.application.gate.EventTimes;
import io.millrace.application.gate.Gate;
import io.millrace.application.gate.Inbound;
import io.millrace.application.gate.ReadCounts;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.metrics.CounterColumn;
import io.millrace.flink.metrics.GateMetrics;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecSerializer;
import io.millrace.flink.state.CodecType;
import io.millrace.flink.state.CounterLine;
import io.millrace.flink.state.SplitMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The gate of a stream, chained to its source: events that are on time go on, unreadable records
 * and late events go to {@link #KEPT_ASIDE}.
 *
 * <p>Each split has its own watermark, which is part of the checkpoint. One that was idle, so that
 * decisions went on without it, or that is new, has at least the watermark that was sent on. A
 * restore hands all of them to every subtask, because a split may be read by another one then.
 *
 * <p>A record that is held is part of the checkpoint too. Splits of which one may be held have one
 * reader, and so one subtask that has them.
 */
public final class GateFunction extends ProcessFunction<Inbound, StreamEvent>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** Rejections and late events, encoded. */
  public static final OutputTag<ResultLine> KEPT_ASIDE =
      new OutputTag<>("kept-aside", new CodecType<>(CodecIds.RESULT_LINE, ResultLine.class));

  /** What the names of the accounts of streams start with. */
  public static final String ACCOUNT = "stream/";

  /** What the account of a stream counts. */
  public static final List<CounterColumn> COLUMNS =
      List.of(
          CounterColumn.sum("records"),
          CounterColumn.sum("rejected"),
          CounterColumn.sum("late"),
          CounterColumn.sum("dropped"),
          CounterColumn.sum("bytes"),
          new CounterColumn("first_ms", CounterColumn.Kind.LEAST),
          new CounterColumn("last_ms", CounterColumn.Kind.GREATEST));

  private static final int RECORDS = 0;
  private static final int REJECTED = 1;
  private static final int LATE = 2;
  private static final int DROPPED = 3;
  private static final int BYTES = 4;
  private static final int FIRST_MS = 5;
  private static final int LAST_MS = 6;

  private final Stream stream;
  private final long boundMs;
  private final long maxJumpMs;
  private final WireFormat wire;

  private transient CheckpointedCounters counters;
  private transient LongMaximum latest;
  private transient ListState<SplitMark> marks;
  private transient Map<String, Gate> gates;
  private transient Map<String, RawRecord> heldBefore;
  private transient EventDecoder decoder;
  private transient @Nullable Gate lastRead;
  private transient ResultEncoder encoder;
  private transient GateMetrics metrics;

  /** {@code maxJumpMs} as {@link Gate} has it. */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
  public GateFunction(Stream stream, long boundMs, long maxJumpMs, WireFormat wire) {
    this.stream = stream;
    this.boundMs = boundMs;
    this.maxJumpMs = maxJumpMs;
    this.wire = wire;
  }

  /** The account of a stream's counts. */
  public static String account(Stream stream) {
    return ACCOUNT + stream.id();
  }

  /**
   * Beside the account: how many were rejected for a reason since the job last started. It is no
   * part of the checkpoints.
   */
  private static String column(Rejection.Reason reason) {
    return "rejected/" + reason.name();
  }

  /** The accumulator of the latest event time that a stream has brought on time. */
  public static String latest(Stream stream) {
    return CheckpointedCounters.accumulator(account(stream), "latest");
  }

  /**
   * What the accumulators say of each of some streams that a job has read which was not restored.
   */
  public static Map<Stream, ReadCounts> read(
      Collection<Stream> streams, Map<String, Object> accumulators) {
    Map<Stream, ReadCounts> read = new LinkedHashMap<>();
    for (Stream stream : streams) {
      String account = account(stream);
      if (accumulators.containsKey(
          CheckpointedCounters.accumulator(account, COLUMNS.get(RECORDS).name()))) {
        Map<Rejection.Reason, Long> reasons = new EnumMap<>(Rejection.Reason.class);
        for (Rejection.Reason reason : Rejection.Reason.values()) {
          long count = CheckpointedCounters.count(accumulators, account, column(reason));
          if (count > 0) {
            reasons.put(reason, count);
          }
        }
        long[] counts = CheckpointedCounters.counts(accumulators, account, COLUMNS);
        read.put(stream, new ReadCounts(countsOf(counts), timesOf(counts), reasons));
      }
    }
    return read;
  }

  /**
   * Counts an event that has passed the gate, and could not be read for what others were missing.
   */
  public static void rejectedLater(Stream stream, Rejection.Reason reason, RuntimeContext runtime) {
    for (String column : List.of(COLUMNS.get(REJECTED).name(), column(reason))) {
      runtime.getLongCounter(CheckpointedCounters.accumulator(account(stream), column)).add(1);
    }
  }

  /** What the columns of an account say. */
  public static StreamCounts countsOf(long[] columns) {
    return new StreamCounts(columns[RECORDS], columns[REJECTED], columns[LATE], columns[DROPPED]);
  }

  /** The times in the columns of an account. */
  public static EventTimes timesOf(long[] columns) {
    return new EventTimes(columns[FIRST_MS], columns[LAST_MS]);
  }

  /** The counts that have not been told yet. */
  CounterLine closeCounters() {
    gates.values().forEach(this::noteTimes);
    return counters.close();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(account(stream), COLUMNS, getRuntimeContext(), context);
    latest = new LongMaximum();
    getRuntimeContext().addAccumulator(latest(stream), latest);
    gates = new HashMap<>();
    marks =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("splits", new CodecSerializer<>(CodecIds.SPLIT_MARK)));
    heldBefore = new HashMap<>();
    for (SplitMark mark : marks.get()) {
      SplitWatermark watermark = gateOf(mark.split()).watermark();
      watermark.resume(mark.latestMs());
      watermark.raise(mark.watermarkMs());
      if (mark.held() != null) {
        heldBefore.put(mark.split(), mark.held());
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    List<SplitMark> now = new ArrayList<>(gates.size());
    gates.forEach(
        (split, gate) -> {
          RawRecord held = gate.held() == null ? heldBefore.get(split) : gate.held();
          SplitWatermark watermark = gate.watermark();
          now.add(new SplitMark(split, watermark.latestMs(), watermark.ms(), held));
        });
    marks.update(now);
    counters.save();
  }

  @Override
  @SuppressWarnings("NullAway.Init") // initializeState has come before
  public void open(OpenContext context) {
    encoder = wire.encoder();
    decoder = wire.decoder();
    metrics =
        new GateMetrics(getRuntimeContext().getMetricGroup(), stream, System::currentTimeMillis);
  }

  /** The watermark that is sent on. */
  void watermarkIs(long timeMs) {
    metrics.watermarkIs(timeMs);
  }

  /** The watermark of the split that was read last; before the first, the smallest long. */
  long watermarkMs() {
    return lastRead == null ? Long.MIN_VALUE : lastRead.watermark().ms();
  }

  /** Looks how far the furthest split is. */
  void look() {
    long highestMs = Long.MIN_VALUE;
    for (Gate gate : gates.values()) {
      highestMs = Math.max(highestMs, gate.watermark().ms());
    }
    metrics.highestWatermarkIs(highestMs);
  }

  /** The splits of which a record is held. */
  List<String> holding() {
    return gates.keySet().stream()
        .filter(split -> heldBefore.containsKey(split) || gateOf(split).held() != null)
        .toList();
  }

  @Override
  public void processElement(Inbound inbound, Context context, Collector<StreamEvent> out) {
    Gate gate = gateOf(inbound.split());
    lastRead = gate;
    if (!heldBefore.isEmpty()) {
      passAgain(inbound.split(), gate, context, out);
    }
    if (inbound instanceof Inbound.Begun begun) {
      gate.watermark().resume(begun.latestMs());
    } else if (inbound instanceof Inbound.Read read) {
      gate.watermark().raise(context.timerService().currentWatermark());
      counters.add(RECORDS, 1);
      counters.add(BYTES, read.record().bytes().length + 1L);
      gate.pass(read.record(), read.decoded(), new CountingExits(context, out));
      noteTimes(gate);
    } else if (inbound instanceof Inbound.Ended) {
      gate.end(new CountingExits(context, out));
    }
  }

  private void noteTimes(Gate gate) {
    counters.add(FIRST_MS, gate.times().firstMs());
    counters.add(LAST_MS, gate.times().lastMs());
  }

  /** What was held before a restart is looked at again; it was counted when it was read. */
  private void passAgain(String split, Gate gate, Context context, Collector<StreamEvent> out) {
    RawRecord held = heldBefore.remove(split);
    if (held != null) {
      gate.pass(held, decoder.decode(stream, held), new CountingExits(context, out));
    }
  }

  private Gate gateOf(String split) {
    return gates.computeIfAbsent(
        split,
        unknown -> new Gate(stream, new SplitWatermark(boundMs), maxJumpMs, StreamCounts.NONE));
  }

  /** The exits of a record; what becomes of it is counted here. */
  private final class CountingExits implements Gate.Exits {
    private final Context context;
    private final Collector<StreamEvent> out;

    CountingExits(Context context, Collector<StreamEvent> out) {
      this.context = context;
      this.out = out;
    }

    @Override
    public void use(StreamEvent event) {
      metrics.accepted();
      latest.add(event.eventTimeMs());
      out.collect(event);
    }

    @Override
    public void drop() {
      counters.add(DROPPED, 1);
    }

    @Override
    public void keepAside(RawRecord kept, Result reason) {
      if (reason instanceof Rejection rejection) {
        counters.add(REJECTED, 1);
        metrics.rejected(rejection.reason());
        String column =
            CheckpointedCounters.accumulator(account(stream), column(rejection.reason()));
        getRuntimeContext().getLongCounter(column).add(1);
      } else {
        counters.add(LATE, 1);
        metrics.late();
      }
      context.output(KEPT_ASIDE, encoder.line(reason, kept.trace()));
    }
  }
}
