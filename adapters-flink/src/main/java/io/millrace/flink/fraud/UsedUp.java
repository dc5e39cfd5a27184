package io.millrace.flink.fraud;

import io.millrace.domain.kernel.CodePoints;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Result;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Drops what an earlier match has used up: an alert whose evidence begins at or before the last
 * event of the latest alert of its key. Alerts of a key come in the order of their last events.
 */
public final class UsedUp extends KeyedProcessFunction<String, Result, Result> {
  private static final long serialVersionUID = 1;

  private final long withinMs;
  private transient ValueState<Tuple2<Long, String>> end;

  /**
   * Remembers the latest alert of a key.
   *
   * @param withinMs the first evidence of an alert is less than this before the last
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open before all else
  public UsedUp(long withinMs) {
    this.withinMs = withinMs;
  }

  @Override
  public void open(OpenContext context) {
    end =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("used-up", Types.TUPLE(Types.LONG, Types.STRING)));
  }

  @Override
  public void processElement(Result result, Context context, Collector<Result> out)
      throws Exception {
    Alert alert = (Alert) result;
    if (isUsedUp(alert)) {
      return;
    }
    out.collect(alert);
    String last = alert.evidence().get(alert.evidence().size() - 1);
    end.update(Tuple2.of(alert.eventTimeMs(), last));
    context.timerService().registerEventTimeTimer(alert.eventTimeMs() + withinMs);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<Result> out) throws Exception {
    Tuple2<Long, String> latest = end.value();
    if (latest != null && latest.f0 + withinMs <= timeMs) {
      end.clear();
    }
  }

  private boolean isUsedUp(Alert alert) throws Exception {
    Tuple2<Long, String> latest = end.value();
    if (latest == null || alert.windowStartMs() > latest.f0) {
      return false;
    }
    return alert.windowStartMs() < latest.f0
        || CodePoints.compare(alert.evidence().get(0), latest.f1) <= 0;
  }
}
