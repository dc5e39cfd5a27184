package io.millrace.flink.job;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.wire.ResultLine;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.latency.LatencyPane;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.result.Result;
import io.millrace.domain.revenue.RevenuePolicy;
import io.millrace.flink.access.BruteForceQuery;
import io.millrace.flink.access.FailedLoginQuery;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.latency.LatencyQuery;
import io.millrace.flink.revenue.RevenueQuery;
import io.millrace.flink.sql.Query;
import io.millrace.flink.sql.SqlSession;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecType;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Builds the operators of the decisions that Flink SQL makes. */
final class SqlSteps {
  private static final TypeInformation<Result> RESULTS =
      new CodecType<>(CodecIds.LOCAL, Result.class);

  private final StreamExecutionEnvironment environment;
  private final JobSpec spec;
  private final DecisionSteps steps;
  private final UnionOfStreams<ResultLine> results;
  private @Nullable SqlSession session;

  /** Adds to what other steps have added. */
  SqlSteps(
      StreamExecutionEnvironment environment,
      JobSpec spec,
      DecisionSteps steps,
      UnionOfStreams<ResultLine> results) {
    this.environment = environment;
    this.spec = spec;
    this.steps = steps;
    this.results = results;
  }

  /** Builds the operators of a decision, unless it reads none of the streams. */
  void build(Decision<?, ?, ?> decision, Map<Stream, DataStream<StreamEvent>> streams) {
    build(decision, queryOf(decision.name()), streams);
  }

  private Query<?> queryOf(String decision) {
    return switch (decision) {
      case "brute-force-login" -> new BruteForceQuery(spec.policies().of(BruteForcePolicy.SECTION));
      case "failed-login-windows" ->
          new FailedLoginQuery(spec.policies().of(FailedLoginPolicy.SECTION));
      case "product-revenue" -> new RevenueQuery(spec.policies().of(RevenuePolicy.SECTION));
      case "endpoint-latency" ->
          new LatencyQuery(
              spec.policies().of(LatencyPolicy.SECTION),
              new CodecType<>(CodecIds.LATENCY_PANE, LatencyPane.class));
      default -> throw new IllegalArgumentException("no query for " + decision);
    };
  }

  @SuppressWarnings("unchecked") // the name says what a decision reads
  private <E extends Event> void build(
      Decision<?, ?, ?> decision, Query<E> query, Map<Stream, DataStream<StreamEvent>> streams) {
    KeyedStream<Keyed<E>, String> events = steps.sequence((Decision<?, E, ?>) decision, streams);
    if (events == null) {
      return;
    }
    String name = decision.name();
    DataStream<Row> rows =
        events
            .map(keyed -> query.row(keyed.key(), keyed.event()), query.columns().rows())
            .name("rows of " + query.table())
            .uid("rows-" + query.table());
    results.add(
        ask(query, rows)
            .map(query::result, RESULTS)
            .name("results of " + name)
            .uid("results-" + name)
            .map(
                new EncodeFunction(spec.wire()),
                new CodecType<>(CodecIds.RESULT_LINE, ResultLine.class))
            .name("encode " + name)
            .uid("encode-" + name));
  }

  private DataStream<Row> ask(Query<?> query, DataStream<Row> rows) {
    SqlSession open = session == null ? new SqlSession(environment) : session;
    session = open;
    open.register(query.table(), rows, query.columns());
    query.register(open.tables());
    return open.tables().toDataStream(open.run(query.script()));
  }
}
