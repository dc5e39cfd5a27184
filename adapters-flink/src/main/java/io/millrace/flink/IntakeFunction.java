package io.millrace.flink;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.intake.Intake;
import io.millrace.application.intake.SplitWatermark;
import io.millrace.application.intake.StreamCounts;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The gate behind a source, in its chain: judges every record against the watermark of its split,
 * sends what is kept aside to the main output, and what is used, projected, to the side output of
 * each decision that reads the stream.
 *
 * <p>The watermarks of all splits are union state: after a restore every subtask knows those of all
 * splits, whichever it is given. Of two that are known for a split, the later one is right.
 */
final class IntakeFunction extends ProcessFunction<Inbound, ResultLine>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;
  private static final int RECORDS = 0;
  private static final int BYTES = 1;
  private static final int REJECTED = 2;
  private static final int LATE = 3;
  private static final int DROPPED = 4;

  private final JobSpec spec;
  private final Stream stream;

  private transient Map<String, Long> latestMs = new HashMap<>();
  private transient Map<String, Intake> intakes = new HashMap<>();
  private transient List<Route> routes = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set by initializeState, which comes first
  private transient ListState<Tuple2<String, Long>> splits;

  @SuppressWarnings("NullAway.Init") // set by initializeState, which comes first
  private transient Counts counts;

  @SuppressWarnings("NullAway.Init") // set by open, which comes before the first element
  private transient ResultEncoder encoder;

  private record Route(OutputTag<Keyed<?>> tag, Reads<?> reads) {}

  IntakeFunction(JobSpec spec, Stream stream) {
    this.spec = spec;
    this.stream = stream;
  }

  /** Where the events for a decision come out. */
  static OutputTag<Keyed<?>> outputFor(Decision<?, ?, ?> decision) {
    return new OutputTag<>(decision.name(), SerializerTypeInfo.ofEvents(decision.name()));
  }

  /** The accumulators of a stream. */
  static List<String> accumulators(Stream stream) {
    return List.of(
        stream.id() + ".records",
        stream.id() + ".bytes",
        stream.id() + ".rejected",
        stream.id() + ".late",
        stream.id() + ".dropped");
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    latestMs = new HashMap<>();
    intakes = new HashMap<>();
    counts = new Counts(getRuntimeContext(), context, accumulators(stream));
    splits =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("splits", Types.TUPLE(Types.STRING, Types.LONG)));
    for (Tuple2<String, Long> split : splits.get()) {
      latestMs.merge(split.f0, split.f1, Math::max);
    }
  }

  @Override
  public void open(OpenContext context) {
    encoder = spec.wire().encoder();
    routes = new ArrayList<>();
    for (Decision<?, ?, ?> decision : spec.decisions()) {
      for (Reads<?> reads : decision.reads()) {
        if (reads.stream() == stream) {
          routes.add(new Route(outputFor(decision), reads));
        }
      }
    }
  }

  @Override
  public void processElement(Inbound inbound, Context context, Collector<ResultLine> aside) {
    Intake intake = intakes.computeIfAbsent(inbound.split(), this::intake);
    StreamCounts before = intake.counts();
    intake.pass(
        inbound.record(),
        inbound.decoded(),
        new Intake.Exits() {
          @Override
          public void use(StreamEvent event) {
            route(event, context);
          }

          @Override
          public void keepAside(Result reason) {
            aside.collect(new ResultLine(reason.type(), encoder.encode(reason)));
          }
        });
    count(inbound, before, intake.counts());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    intakes.forEach((split, intake) -> latestMs.put(split, intake.watermark().latestMs()));
    List<Tuple2<String, Long>> all = new ArrayList<>();
    latestMs.forEach((split, latest) -> all.add(Tuple2.of(split, latest)));
    splits.update(all);
    counts.checkpoint();
  }

  private Intake intake(String split) {
    long boundMs = spec.policies().outOfOrderness().boundMs(stream);
    long latest = latestMs.getOrDefault(split, Long.MIN_VALUE);
    return new Intake(stream, new SplitWatermark(boundMs, latest), StreamCounts.NONE);
  }

  private void route(StreamEvent event, Context context) {
    for (Route route : routes) {
      String key = route.reads.key().apply(event);
      Event input = route.reads.input().apply(event);
      context.output(route.tag, new Keyed<>(key, input));
    }
  }

  private void count(Inbound inbound, StreamCounts before, StreamCounts after) {
    counts.add(RECORDS, 1);
    counts.add(BYTES, inbound.record().bytes().length + 1L);
    counts.add(REJECTED, after.rejected() - before.rejected());
    counts.add(LATE, after.late() - before.late());
    counts.add(DROPPED, after.dropped() - before.dropped());
  }
}
