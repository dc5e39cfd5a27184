package io.millrace.flink;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * The job between its sources and its sinks, from the catalogue:
 *
 * <pre>
 *   source - gate -+- aside (rejections, late) -----------------------+
 *                  +- keyed by decision 1 - machine - encode ---------+- results
 *                  +- keyed by decision 2 - machine - machine - encode +
 * </pre>
 *
 * <p>Uids and names are fixed: state is found by them after an upgrade.
 */
final class DecisionTopology {
  private final JobSpec spec;

  DecisionTopology(JobSpec spec) {
    this.spec = spec;
  }

  /** All results of all decisions that read any of the given streams. */
  DataStream<ResultLine> build(Map<Stream, DataStream<Inbound>> sources) {
    Map<Stream, SingleOutputStreamOperator<ResultLine>> gates = new EnumMap<>(Stream.class);
    sources.forEach((stream, records) -> gates.put(stream, gate(stream, records)));
    List<DataStream<ResultLine>> results = new ArrayList<>(gates.values());
    for (Decision<?, ?, ?> decision : spec.decisions()) {
      DataStream<Keyed<?>> events = eventsFor(decision, gates);
      if (events != null) {
        results.add(decide(decision, events));
      }
    }
    return union(results);
  }

  private SingleOutputStreamOperator<ResultLine> gate(Stream stream, DataStream<Inbound> records) {
    return records
        .process(new IntakeFunction(spec, stream), ResultLineSerializer.TYPE)
        .setParallelism(records.getParallelism())
        .uid("intake-" + stream.id())
        .name("intake " + stream.id());
  }

  private static @Nullable DataStream<Keyed<?>> eventsFor(
      Decision<?, ?, ?> decision, Map<Stream, SingleOutputStreamOperator<ResultLine>> gates) {
    List<DataStream<Keyed<?>>> events = new ArrayList<>();
    gates.forEach(
        (stream, gate) -> {
          if (decision.reads(stream)) {
            events.add(gate.getSideOutput(IntakeFunction.outputFor(decision)));
          }
        });
    return events.isEmpty() ? null : union(events);
  }

  private DataStream<ResultLine> decide(Decision<?, ?, ?> decision, DataStream<Keyed<?>> events) {
    Decision<?, ?, ?> merge = decision.merge();
    if (merge == null) {
      return machine(decision, events, DecisionTopology::encoded, ResultLineSerializer.TYPE);
    }
    DataStream<Keyed<?>> shares =
        machine(
            decision,
            events,
            DecisionTopology::underTheGlobalKey,
            SerializerTypeInfo.ofEvents(merge.name()));
    return machine(merge, shares, DecisionTopology::encoded, ResultLineSerializer.TYPE)
        .setParallelism(1);
  }

  private <T> SingleOutputStreamOperator<T> machine(
      Decision<?, ?, ?> decision,
      DataStream<Keyed<?>> events,
      MachineFunction.Outlet<T> outlet,
      TypeInformation<T> type) {
    return events
        .keyBy(Keyed::key, Types.STRING)
        .process(new MachineFunction<>(spec, decision.name(), outlet), type)
        .uid("decide-" + decision.name())
        .name("decide " + decision.name());
  }

  private static Function<Object, ResultLine> encoded(JobSpec spec) {
    ResultEncoder encoder = spec.wire().encoder();
    return decided -> {
      Result result = (Result) decided;
      return new ResultLine(result.type(), encoder.encode(result));
    };
  }

  private static Function<Object, Keyed<?>> underTheGlobalKey(JobSpec spec) {
    return share -> new Keyed<>(Decision.GLOBAL_KEY, (Event) share);
  }

  private static <T> DataStream<T> union(List<DataStream<T>> streams) {
    DataStream<T> all = streams.get(0);
    for (DataStream<T> stream : streams.subList(1, streams.size())) {
      all = all.union(stream);
    }
    return all;
  }
}
