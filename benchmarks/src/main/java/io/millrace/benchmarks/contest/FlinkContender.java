package io.millrace.benchmarks.contest;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.flink.sinks.FileSinks;
import io.millrace.flink.sources.FileRecords;
import io.millrace.flink.sources.RecordSource;
import io.millrace.json.JsonWireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** A job on Flink. All have the same source, which decodes, and the same sink. */
public abstract class FlinkContender implements Contender {
  /** The wire format of all contenders. */
  protected static final WireFormat WIRE = new JsonWireFormat();

  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final Stream stream;

  /** A job over the given stream. */
  protected FlinkContender(Cluster cluster, Stream stream) {
    this.cluster = cluster;
    this.stream = stream;
  }

  /** Builds the job from its source to its results. */
  protected abstract DataStream<ResultLine> build(
      StreamExecutionEnvironment environment, RecordSource source);

  @Override
  public final long checkpointBytes() {
    return cluster.checkpointBytes();
  }

  @Override
  public final void run(Path input, Path output) throws Exception {
    StreamExecutionEnvironment environment = cluster.environment();
    RecordSource file = new FileRecords(stream, input);
    double rate = cluster.setup().ratePerSecond();
    build(environment, rate == 0 ? file : new Throttled(file, rate))
        .sinkTo(FileSinks.results(output));
    cluster.run(environment);
  }

  /** The events of the source as most jobs have them, with Flink's usual watermarks. */
  protected static <T> DataStream<T> events(
      StreamExecutionEnvironment environment,
      RecordSource source,
      TypeInformation<T> type,
      EventMap<T> map) {
    Source<Inbound, ?, ?> open = source.open(WIRE);
    return environment
        .fromSource(
            open,
            WatermarkStrategy.<Inbound>forBoundedOutOfOrderness(OUT_OF_ORDER)
                .withTimestampAssigner((inbound, before) -> timeOf(inbound)),
            "read")
        .setParallelism(1)
        .flatMap(
            (Inbound inbound, Collector<T> out) -> {
              if (inbound instanceof Inbound.Read read && read.decoded().isRight()) {
                map.map(read.decoded().get(), out::collect);
              }
            },
            type)
        .setParallelism(1);
  }

  /** What a job needs of an event. */
  protected interface EventMap<T> extends java.io.Serializable {
    /** Hands on what is needed, if anything. */
    void map(StreamEvent event, Consumer<T> out);
  }

  private static long timeOf(Inbound inbound) {
    return inbound instanceof Inbound.Read read && read.decoded().isRight()
        ? read.decoded().get().eventTimeMs()
        : Long.MIN_VALUE;
  }
}
