package io.millrace.flink.job;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.ResultLine;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.machine.Departure;
import io.millrace.flink.machine.Encoded;
import io.millrace.flink.machine.MachineOperator;
import io.millrace.flink.machine.ProjectFunction;
import io.millrace.flink.machine.SortAndDedup;
import io.millrace.flink.machine.Timed;
import io.millrace.flink.machine.ToMerge;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecType;
import io.millrace.flink.state.CounterLine;
import io.millrace.flink.state.DecisionRef;
import io.millrace.flink.state.MachineRef;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds the operators of decisions: their projections, their machine, and the merge if there is
 * one.
 */
final class DecisionSteps {
  /** How long a signal, or an event that may raise one, waits for more before it is sent on. */
  private static final long SIGNAL_BUFFER_MS = 2;

  private final JobSpec spec;
  private final UnionOfStreams<ResultLine> results;
  private final UnionOfStreams<CounterLine> counters;

  /** Adds to what other steps have added. */
  DecisionSteps(
      JobSpec spec, UnionOfStreams<ResultLine> results, UnionOfStreams<CounterLine> counters) {
    this.spec = spec;
    this.results = results;
    this.counters = counters;
  }

  /** Builds the operators of a decision, unless it reads none of the streams. */
  <E extends Event> void build(
      Decision<?, E, ?> decision, Map<Stream, DataStream<StreamEvent>> streams) {
    UnionOfStreams<Keyed<E>> inputs = inputs(decision, streams);
    if (!inputs.isEmpty()) {
      decide(decision, inputs.all());
    }
  }

  /**
   * What a decision reads, as its machine would get it: the events of each key in order, without
   * copies, each with its time. They are counted as the decision's. Null if it reads none of the
   * streams.
   */
  <E extends Event> @Nullable KeyedStream<Keyed<E>, String> sequence(
      Decision<?, E, ?> decision, Map<Stream, DataStream<StreamEvent>> streams) {
    UnionOfStreams<Keyed<E>> inputs = inputs(decision, streams);
    if (inputs.isEmpty()) {
      return null;
    }
    DataStream<Keyed<E>> sequence =
        drive(
                new SortAndDedup.Ref(ref(decision)),
                inputs.all(),
                new Timed<E>(),
                CodecType.<E>keyed(decision.name()))
            .name("sequence for " + decision.name())
            .uid("sequence-" + decision.name());
    return DataStreamUtils.reinterpretAsKeyedStream(sequence, Keyed::key, Types.STRING);
  }

  private <E extends Event> UnionOfStreams<Keyed<E>> inputs(
      Decision<?, E, ?> decision, Map<Stream, DataStream<StreamEvent>> streams) {
    UnionOfStreams<Keyed<E>> inputs = new UnionOfStreams<>();
    for (Reads<E> reads : decision.reads()) {
      DataStream<StreamEvent> stream = streams.get(reads.stream());
      if (stream != null) {
        inputs.add(project(decision, reads.stream(), stream));
      }
    }
    return inputs;
  }

  private <E extends Event> void decide(Decision<?, E, ?> decision, DataStream<Keyed<E>> inputs) {
    Decision<?, ?, ?> merge = decision.merge();
    if (merge == null) {
      results.add(
          machine(
              decision,
              inputs,
              new Encoded(spec.wire()),
              new CodecType<>(CodecIds.RESULT_LINE, ResultLine.class)));
    } else {
      merge(decision, inputs, merge);
    }
  }

  /**
   * All shares have one key, so that a second subtask of the merge would have nothing to do. What
   * it decides goes to one writer: several would overtake each other, and the order of the key
   * would be lost.
   */
  private <E extends Event, M extends Event> void merge(
      Decision<?, E, ?> decision, DataStream<Keyed<E>> inputs, Decision<?, M, ?> merge) {
    DataStream<Keyed<M>> shares =
        machine(decision, inputs, new ToMerge<M>(), CodecType.<M>keyed(merge.name()));
    SingleOutputStreamOperator<ResultLine> merged =
        machine(
            merge,
            shares,
            new Encoded(spec.wire()),
            new CodecType<>(CodecIds.RESULT_LINE, ResultLine.class));
    results.add(merged.setParallelism(1).global());
  }

  private <E extends Event> DataStream<Keyed<E>> project(
      Decision<?, E, ?> decision, Stream stream, DataStream<StreamEvent> events) {
    SingleOutputStreamOperator<Keyed<E>> taken =
        events
            .map(new ProjectFunction<E>(ref(decision), stream), CodecType.<E>keyed(decision.name()))
            .name("take " + stream.id() + " for " + decision.name())
            .uid("project-" + decision.name() + "-" + stream.id())
            .setParallelism(events.getParallelism());
    return hurryIfRaised(decision, taken);
  }

  private <E extends Event, O, T> SingleOutputStreamOperator<T> machine(
      Decision<?, E, ?> decision,
      DataStream<Keyed<E>> inputs,
      Departure<O, T> departure,
      TypeInformation<T> leaving) {
    return hurryIfRaised(
        decision,
        drive(ref(decision), inputs, departure, leaving)
            .name("decide " + decision.name())
            .uid("machine-" + decision.name()));
  }

  private <E extends Event, O, T> SingleOutputStreamOperator<T> drive(
      MachineRef machine,
      DataStream<Keyed<E>> inputs,
      Departure<O, T> departure,
      TypeInformation<T> leaving) {
    SingleOutputStreamOperator<T> decided =
        inputs
            .keyBy(Keyed::key, Types.STRING)
            .transform(
                machine.name(),
                leaving,
                new MachineOperator<>(
                    machine, departure, spec.signals(), MachineOperator.CACHE_CAPACITY, 0));
    counters.add(decided.getSideOutput(CheckpointedCounters.CLOSED));
    return decided;
  }

  /** What leaves an operator usually waits up to 100 ms for more; an early alert must not. */
  private <T> SingleOutputStreamOperator<T> hurryIfRaised(
      Decision<?, ?, ?> decision, SingleOutputStreamOperator<T> operator) {
    boolean raised = spec.signals() && decision.machine() instanceof AlertRule;
    return raised ? operator.setBufferTimeout(SIGNAL_BUFFER_MS) : operator;
  }

  private DecisionRef ref(Decision<?, ?, ?> decision) {
    return new DecisionRef(spec.catalogue(), spec.policies(), decision.name());
  }
}
