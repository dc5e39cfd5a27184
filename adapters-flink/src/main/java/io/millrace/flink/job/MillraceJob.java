package io.millrace.flink.job;

import io.millrace.application.catalogue.AheadOfTime;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.gate.Gate;
import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.ResultLine;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.gate.GateFunction;
import io.millrace.flink.gate.GateOperator;
import io.millrace.flink.gate.SplitWatermarks;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.sources.RecordSource;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecType;
import io.millrace.flink.state.CounterLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of all decisions, built from the catalogue.
 *
 * <pre>
 *  source - gate -+- project --keyBy--> machine -+-> results
 *                 |                              +-> merge -> results
 *                 +- rejections, late ---------------> results
 * </pre>
 *
 * A source, its gate and the projections are one task. Every operator has a fixed uid, made of what
 * it does and of the stream's or the decision's name.
 */
public final class MillraceJob {
  /** How many key groups there are: the most that the parallelism can ever be. */
  public static final int MAX_PARALLELISM = 720;

  private static final TypeInformation<StreamEvent> EVENTS =
      new CodecType<>(CodecIds.LOCAL, StreamEvent.class);

  private final StreamExecutionEnvironment environment;
  private final JobSpec spec;
  private final Map<Stream, DataStream<StreamEvent>> events = new LinkedHashMap<>();
  private final UnionOfStreams<ResultLine> results = new UnionOfStreams<>();
  private final UnionOfStreams<CounterLine> counters = new UnionOfStreams<>();

  private MillraceJob(StreamExecutionEnvironment environment, JobSpec spec) {
    this.environment = environment;
    this.spec = spec;
  }

  /**
   * Builds the job in an environment, which it configures as far as the managed service allows. A
   * decision that none of the sources concerns is left out.
   *
   * @param sources at most one a stream, and at least one
   * @return all results, for sinks
   */
  public static DataStream<ResultLine> build(
      StreamExecutionEnvironment environment, List<RecordSource> sources, JobSpec spec) {
    return of(environment, sources, spec).results();
  }

  /** As {@link #build(StreamExecutionEnvironment, List, JobSpec)}, but makes one decision alone. */
  public static DataStream<ResultLine> build(
      StreamExecutionEnvironment environment,
      List<RecordSource> sources,
      JobSpec spec,
      String decision) {
    return of(environment, sources, spec, one -> one.name().equals(decision)).results();
  }

  static MillraceJob of(
      StreamExecutionEnvironment environment, List<RecordSource> sources, JobSpec spec) {
    return of(environment, sources, spec, decision -> true);
  }

  private static MillraceJob of(
      StreamExecutionEnvironment environment,
      List<RecordSource> sources,
      JobSpec spec,
      Predicate<Decision<?, ?, ?>> isWanted) {
    configure(environment);
    MillraceJob job = new MillraceJob(environment, spec);
    sources.forEach(job::read);
    DecisionSteps steps = new DecisionSteps(spec, job.results, job.counters);
    CepSteps cep = new CepSteps(spec, steps, job.results);
    SqlSteps sql = new SqlSteps(environment, spec, steps, job.results);
    for (DecisionEntry<?, ?, ?> entry : spec.catalogue().entries(spec.engine())) {
      Decision<?, ?, ?> decision = entry.by(spec.policies());
      if (isWanted.test(decision)) {
        switch (entry.decidedBy(spec.engine(), spec.policies())) {
          case MACHINE -> steps.build(decision, job.events);
          case CEP -> cep.build(decision, job.events);
          case SQL -> sql.build(decision, job.events);
        }
      }
    }
    return job;
  }

  /** The gates alone: the events of each stream that are on time, in the order of their split. */
  static Map<Stream, DataStream<StreamEvent>> gates(
      StreamExecutionEnvironment environment, List<RecordSource> sources, JobSpec spec) {
    return of(environment, sources, spec, decision -> false).events;
  }

  /** All results, encoded. */
  DataStream<ResultLine> results() {
    return results.all();
  }

  /** The final counts of every subtask whose input has ended. */
  DataStream<CounterLine> counters() {
    return counters.all();
  }

  private static void configure(StreamExecutionEnvironment environment) {
    Configuration pipeline = new Configuration();
    pipeline.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    pipeline.set(PipelineOptions.OBJECT_REUSE, true);
    pipeline.set(PipelineOptions.GENERIC_TYPES, false);
    environment.configure(pipeline);
  }

  private WatermarkStrategy<Inbound> watermarks(RecordSource source) {
    if (!source.tellsArrival()) {
      return WatermarkStrategy.noWatermarks();
    }
    boolean neverIdle = source.idleAfter().isZero();
    WatermarkStrategy<Inbound> ofSplits =
        new SplitWatermarks(
            source.stream(), spec.policies().of(OutOfOrderness.SECTION), !neverIdle);
    return neverIdle ? ofSplits : ofSplits.withIdleness(source.idleAfter());
  }

  private GateOperator gate(RecordSource source) {
    Policies policies = spec.policies();
    boolean holds = !source.tellsArrival();
    GateFunction gate =
        new GateFunction(
            source.stream(),
            policies.of(OutOfOrderness.SECTION).boundMs(source.stream()),
            holds ? policies.of(AheadOfTime.SECTION).maxJumpMs() : Gate.ANY_JUMP,
            spec.wire());
    return new GateOperator(gate, holds);
  }

  private void read(RecordSource source) {
    Stream stream = source.stream();
    if (!source.tellsArrival() && source.parallelism() != 1) {
      throw new IllegalArgumentException(
          "records that do not say when they arrived need one reader, and "
              + stream.id()
              + " has "
              + source.parallelism());
    }
    SingleOutputStreamOperator<StreamEvent> onTime =
        environment
            .fromSource(
                source.open(spec.wire()),
                watermarks(source),
                "read " + stream.id(),
                new CodecType<>(CodecIds.LOCAL, Inbound.class))
            .uid("source-" + stream.id())
            .setParallelism(source.parallelism())
            .transform("gate of " + stream.id(), EVENTS, gate(source))
            .uid("gate-" + stream.id())
            .setParallelism(source.parallelism());
    if (events.put(stream, onTime) != null) {
      throw new IllegalArgumentException("two sources of " + stream.id());
    }
    results.add(onTime.getSideOutput(GateFunction.KEPT_ASIDE));
    counters.add(onTime.getSideOutput(CheckpointedCounters.CLOSED));
  }
}
