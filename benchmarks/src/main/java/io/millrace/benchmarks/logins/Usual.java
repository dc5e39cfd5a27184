package io.millrace.benchmarks.logins;

import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.FlinkContender;
import io.millrace.benchmarks.contest.ResultLines;
import io.millrace.domain.event.Stream;
import io.millrace.flink.sources.RecordSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What is usually written: plain objects, and to bring events into order a map from time to events
 * with a timer for each time.
 */
final class Usual extends FlinkContender {
  Usual(Cluster cluster) {
    super(cluster, Stream.LOGINS);
  }

  @Override
  public String name() {
    return "usual KeyedProcessFunction, POJOs";
  }

  @Override
  protected DataStream<ResultLine> build(
      StreamExecutionEnvironment environment, RecordSource source) {
    return events(environment, source, Types.POJO(LoginPojo.class), LoginPojo::of)
        .keyBy(login -> login.user, Types.STRING)
        .process(new Detection(), ResultLines.TYPE);
  }

  private static final class Detection extends KeyedProcessFunction<String, LoginPojo, ResultLine> {
    private static final long serialVersionUID = 1;

    private transient MapState<Long, List<LoginPojo>> waiting;
    private transient ValueState<Run> runs;
    private transient ResultEncoder encoder;

    @Override
    @SuppressWarnings("NullAway.Init") // Flink calls it before all else
    public void open(OpenContext context) {
      encoder = WIRE.encoder();
      waiting =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "waiting", Types.LONG, Types.LIST(Types.POJO(LoginPojo.class))));
      runs = getRuntimeContext().getState(new ValueStateDescriptor<>("run", Run.class));
    }

    @Override
    public void processElement(LoginPojo login, Context context, Collector<ResultLine> out)
        throws Exception {
      List<LoginPojo> known = waiting.get(login.timeMs);
      List<LoginPojo> sameTime = known == null ? new ArrayList<>() : known;
      sameTime.add(login);
      waiting.put(login.timeMs, sameTime);
      context.timerService().registerEventTimeTimer(login.timeMs);
    }

    @Override
    public void onTimer(long timeMs, OnTimerContext context, Collector<ResultLine> out)
        throws Exception {
      Run before = runs.value();
      @Nullable Run run = before;
      List<LoginPojo> logins = waiting.get(timeMs);
      if (logins != null) {
        logins.sort(Comparator.comparing(login -> login.id));
        for (LoginPojo login : logins) {
          run =
              Run.after(
                  run,
                  login.user,
                  login.id,
                  login.timeMs,
                  login.succeeded,
                  alert -> out.collect(encoder.line(alert, null)));
        }
        waiting.remove(timeMs);
      }
      if (run == null || run.isOver(timeMs)) {
        if (before != null) {
          runs.clear();
        }
      } else {
        runs.update(run);
        context.timerService().registerEventTimeTimer(run.lastFailureMs + Attacks.WITHIN_MS);
      }
    }
  }
}
