package io.millrace.benchmarks.windows;

import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.FlinkContender;
import io.millrace.benchmarks.contest.ResultLines;
import io.millrace.domain.event.Stream;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.flink.sources.RecordSource;
import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Flink's sliding windows, summed up as requests come, with the same sums and sketches. */
final class SlidingWindows extends FlinkContender {
  SlidingWindows(Cluster cluster) {
    super(cluster, Stream.REQUESTS);
  }

  @Override
  public String name() {
    return "Flink's sliding windows";
  }

  @Override
  protected DataStream<ResultLine> build(
      StreamExecutionEnvironment environment, RecordSource source) {
    return events(environment, source, ResponseTo.TYPE, ResponseTo::project)
        .keyBy(ResponseTo::endpoint, Types.STRING)
        .window(
            SlidingEventTimeWindows.of(
                Duration.ofMillis(LatencyPolicy.DEFAULT.windowMs()),
                Duration.ofMillis(LatencyPolicy.DEFAULT.slideMs())))
        .aggregate(new Sum(), new Summary(), Times.TYPE, Times.TYPE, ResultLines.TYPE);
  }

  private static final class Sum implements AggregateFunction<ResponseTo, Times, Times> {
    private static final long serialVersionUID = 1;

    @Override
    public Times createAccumulator() {
      return new Times();
    }

    @Override
    public Times add(ResponseTo response, Times times) {
      times.add(response.latencyMs());
      return times;
    }

    @Override
    public Times getResult(Times times) {
      return times;
    }

    @Override
    public Times merge(Times one, Times other) {
      throw new IllegalStateException("sliding windows are never merged");
    }
  }

  private static final class Summary
      extends ProcessWindowFunction<Times, ResultLine, String, TimeWindow> {
    private static final long serialVersionUID = 1;

    private transient ResultEncoder encoder;

    @Override
    @SuppressWarnings("NullAway.Init") // Flink calls it before all else
    public void open(OpenContext context) {
      encoder = WIRE.encoder();
    }

    @Override
    public void process(
        String endpoint, Context context, Iterable<Times> times, Collector<ResultLine> out) {
      TimeWindow window = context.window();
      for (Times one : times) {
        EndpointLatency summary = one.summary(endpoint, window.getStart(), window.getEnd());
        out.collect(encoder.line(summary, null));
      }
    }
  }
}
