package io.millrace.flink.sinks;

import io.millrace.application.wire.ResultLine;
import io.millrace.flink.state.CounterLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Sinks that write each line exactly once: a part file becomes visible when the checkpoint that
 * covers it is complete, or, in a run without checkpoints, when the input has ended.
 */
public final class FileSinks {
  /** What the names of finished files begin with. */
  private static final String PART = "part-";

  private FileSinks() {}

  /** Results, one a line, in one folder a type. */
  public static Sink<ResultLine> results(Path folder) {
    return sink(
        folder,
        (line, out) -> {
          out.write(line.json());
          out.write('\n');
        },
        new ByType());
  }

  /**
   * Whether a folder holds results that a sink has finished. What one has begun is hidden, and no
   * result.
   */
  public static boolean holdsResults(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.anyMatch(
          file -> Files.isRegularFile(file) && file.getFileName().toString().startsWith(PART));
    }
  }

  /** The counts of accounts, one a line: the account and its columns, with spaces between. */
  public static Sink<CounterLine> counters(Path folder) {
    return sink(
        folder,
        (line, out) -> {
          StringBuilder text = new StringBuilder(line.account());
          for (long count : line.counts()) {
            text.append(' ').append(count);
          }
          out.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        },
        new InOneFolder());
  }

  private static <T> Sink<T> sink(
      Path folder, Encoder<T> encoder, BucketAssigner<T, String> buckets) {
    return new MovableFiles<>(
        FileSink.forRowFormat(new org.apache.flink.core.fs.Path(folder.toUri()), encoder)
            .withBucketAssigner(buckets)
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .build());
  }

  private abstract static class Buckets<T> implements BucketAssigner<T, String> {
    private static final long serialVersionUID = 1;

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }

  private static final class ByType extends Buckets<ResultLine> {
    private static final long serialVersionUID = 1;

    @Override
    public String getBucketId(ResultLine line, Context context) {
      return line.type().id();
    }
  }

  private static final class InOneFolder extends Buckets<CounterLine> {
    private static final long serialVersionUID = 1;

    @Override
    public String getBucketId(CounterLine line, Context context) {
      return "";
    }
  }
}
