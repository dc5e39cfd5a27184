package io.millrace.flink;

import io.millrace.domain.result.ResultType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Results as files, exactly once: Flink's file sink writes part files, one folder for each kind of
 * result, and commits them with its checkpoints; at the end they become one file for each kind.
 */
final class ResultBuckets implements BucketAssigner<ResultLine, String> {
  private static final long serialVersionUID = 1;
  private static final int COPIED_AT_ONCE = 1 << 16;

  static FileSink<ResultLine> sink(Path folder) {
    return FileSink.<ResultLine>forRowFormat(
            new org.apache.flink.core.fs.Path(folder.toUri()),
            (line, out) -> {
              out.write(line.json());
              out.write('\n');
            })
        .withBucketAssigner(new ResultBuckets())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .build();
  }

  /**
   * Makes one file of the committed parts of a kind of result.
   *
   * @return how many results there are
   */
  static long collect(Path folder, ResultType type, Path file) throws IOException {
    long lines = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (Path part : parts(folder.resolve(type.id()))) {
        lines += copy(part, out);
      }
    }
    return lines;
  }

  private static long copy(Path part, OutputStream out) throws IOException {
    long lines = 0;
    byte[] piece = new byte[COPIED_AT_ONCE];
    try (InputStream in = Files.newInputStream(part)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        out.write(piece, 0, count);
        for (int i = 0; i < count; i++) {
          lines += piece[i] == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }

  private static List<Path> parts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("part-"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  @Override
  public String getBucketId(ResultLine line, Context context) {
    return line.type().id();
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
