package io.millrace.flink.follow;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.flink.sources.RecordSource;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.Source;

/**
 * The records of a file of lines that grows, uncompressed. Sources of rejections name the file
 * without its folder.
 */
public record FollowedRecords(Stream stream, Path file) implements RecordSource {
  /** The file whose presence says that all lines of another are written, and reading may end. */
  public static Path endMark(Path file) {
    return file.resolveSibling(file.getFileName() + ".end");
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public Source<Inbound, ?, ?> open(WireFormat wire) {
    return new FollowSource(stream, file.toFile(), wire);
  }
}
