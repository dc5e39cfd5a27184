package io.millrace.flink;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.ResultLine;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Lays the operators of decisions: their projections, their machine, and the merge if there is one.
 */
final class DecisionSteps {
  /** How long a signal, or an event that may raise one, waits for more before it is sent on. */
  private static final long SIGNAL_BUFFER_MS = 2;

  private final JobSpec spec;
  private final Gathered<ResultLine> results;
  private final Gathered<TallyLine> tallies;

  /** Adds to what is gathered already. */
  DecisionSteps(JobSpec spec, Gathered<ResultLine> results, Gathered<TallyLine> tallies) {
    this.spec = spec;
    this.results = results;
    this.tallies = tallies;
  }

  /** Lays the operators of a decision, unless it reads none of the streams. */
  <E extends Event> void lay(
      Decision<?, E, ?> decision, Map<Stream, DataStream<StreamEvent>> streams) {
    Gathered<Keyed<E>> inputs = new Gathered<>();
    for (Reads<E> reads : decision.reads()) {
      DataStream<StreamEvent> stream = streams.get(reads.stream());
      if (stream != null) {
        inputs.add(project(decision, reads.stream(), stream));
      }
    }
    if (!inputs.isEmpty()) {
      decide(decision, inputs.all());
    }
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

  /** All shares have one key, so that a second subtask of the merge would have nothing to do. */
  private <E extends Event, M extends Event> void merge(
      Decision<?, E, ?> decision, DataStream<Keyed<E>> inputs, Decision<?, M, ?> merge) {
    DataStream<Keyed<M>> shares = machine(decision, inputs, new ToMerge<M>(), keyed(merge));
    SingleOutputStreamOperator<ResultLine> merged =
        machine(
            merge,
            shares,
            new Encoded(spec.wire()),
            new CodecType<>(CodecIds.RESULT_LINE, ResultLine.class));
    results.add(merged.setParallelism(1));
  }

  private <E extends Event> DataStream<Keyed<E>> project(
      Decision<?, E, ?> decision, Stream stream, DataStream<StreamEvent> events) {
    SingleOutputStreamOperator<Keyed<E>> taken =
        events
            .map(new ProjectFunction<E>(ref(decision), stream), keyed(decision))
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
    SingleOutputStreamOperator<T> decided =
        inputs
            .keyBy(Keyed::key, Types.STRING)
            .transform(
                "decide " + decision.name(),
                leaving,
                new MachineOperator<>(
                    ref(decision), departure, spec.signals(), MachineOperator.MOST_AWAKE))
            .uid("machine-" + decision.name());
    tallies.add(decided.getSideOutput(Ledger.CLOSED));
    return hurryIfRaised(decision, decided);
  }

  /** What leaves an operator usually waits up to 100 ms for more; an early alert must not. */
  private <T> SingleOutputStreamOperator<T> hurryIfRaised(
      Decision<?, ?, ?> decision, SingleOutputStreamOperator<T> operator) {
    boolean raised = spec.signals() && decision.machine() instanceof AlertRule;
    return raised ? operator.setBufferTimeout(SIGNAL_BUFFER_MS) : operator;
  }

  private DecisionRef ref(Decision<?, ?, ?> decision) {
    return new DecisionRef(spec.policies(), spec.scores(), decision.name());
  }

  private static <E extends Event> TypeInformation<Keyed<E>> keyed(Decision<?, E, ?> decision) {
    return new CodecType<>(CodecIds.keyed(decision.name()), Keyed.class);
  }
}
