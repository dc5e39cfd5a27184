package io.millrace.benchmarks.logins;

import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.FlinkContender;
import io.millrace.benchmarks.contest.FlinkType;
import io.millrace.benchmarks.contest.ResultLines;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.Event;
import io.millrace.flink.sources.RecordSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What an expert would write for this rule alone: compact serializers, one state value with the
 * events that wait in it, in order, and one timer.
 */
final class Minimal extends FlinkContender {
  Minimal(Cluster cluster) {
    super(cluster, Stream.LOGINS);
  }

  @Override
  public String name() {
    return "minimal KeyedProcessFunction";
  }

  @Override
  protected DataStream<ResultLine> build(
      StreamExecutionEnvironment environment, RecordSource source) {
    return events(environment, source, Attempt.TYPE, Attempt::project)
        .keyBy(Attempt::user, Types.STRING)
        .process(new Detection(), ResultLines.TYPE);
  }

  private static final class Detection extends KeyedProcessFunction<String, Attempt, ResultLine> {
    private static final long serialVersionUID = 1;

    private transient ValueState<UserState> state;
    private transient ResultEncoder encoder;

    @Override
    @SuppressWarnings("NullAway.Init") // Flink calls it before all else
    public void open(OpenContext context) {
      encoder = WIRE.encoder();
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "waiting", FlinkType.of(UserState.class, new UserState.Form())));
    }

    @Override
    public void processElement(Attempt attempt, Context context, Collector<ResultLine> out)
        throws Exception {
      UserState known = state.value();
      UserState waiting = known == null ? new UserState(null, new ArrayList<>(), 0) : known;
      int at = Collections.binarySearch(waiting.attempts, attempt.login(), Event.ORDER);
      if (at >= 0) {
        return;
      }
      waiting.attempts.add(-at - 1, attempt.login());
      long timeMs = attempt.login().eventTimeMs();
      if (waiting.timerMs == 0 || timeMs < waiting.timerMs) {
        context.timerService().registerEventTimeTimer(timeMs);
        waiting.timerMs = timeMs;
      }
      state.update(waiting);
    }

    @Override
    public void onTimer(long timeMs, OnTimerContext context, Collector<ResultLine> out)
        throws Exception {
      UserState waiting = state.value();
      if (waiting == null || waiting.timerMs != timeMs) {
        return;
      }
      String user = context.getCurrentKey();
      long watermarkMs = context.timerService().currentWatermark();
      @Nullable Run run = waiting.run;
      int next = 0;
      List<LoginAttempt> attempts = waiting.attempts;
      while (next < attempts.size() && attempts.get(next).eventTimeMs() <= watermarkMs) {
        LoginAttempt one = attempts.get(next++);
        run =
            Run.after(
                run,
                user,
                one.eventId(),
                one.eventTimeMs(),
                one.succeeded(),
                alert -> out.collect(encoder.line(alert, null)));
      }
      attempts.subList(0, next).clear();
      if (run != null && run.isOver(watermarkMs)) {
        run = null;
      }
      if (run == null && attempts.isEmpty()) {
        state.clear();
        return;
      }
      long wakeMs = attempts.isEmpty() ? Long.MAX_VALUE : attempts.get(0).eventTimeMs();
      if (run != null) {
        wakeMs = Math.min(wakeMs, run.lastFailureMs + Attacks.WITHIN_MS);
      }
      context.timerService().registerEventTimeTimer(wakeMs);
      state.update(new UserState(run, attempts, wakeMs));
    }
  }
}
