package io.millrace.flink.sources;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;

/**
 * The records of a file of lines, zipped or not. Sources of rejections name the file without its
 * folder.
 *
 * @param group files of the same group that are read in one process are kept abreast of each other
 *     in event time
 */
public record FileRecords(Stream stream, Path file, String group) implements RecordSource {
  /** A file that is read at its own pace. */
  public FileRecords(Stream stream, Path file) {
    this(stream, file, UUID.randomUUID().toString());
  }

  /** Files that are kept abreast of each other. */
  public static List<RecordSource> abreast(Map<Stream, Path> files) {
    String group = UUID.randomUUID().toString();
    List<RecordSource> sources = new ArrayList<>();
    files.forEach((stream, file) -> sources.add(new FileRecords(stream, file, group)));
    return sources;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public Source<Inbound, ?, ?> open(WireFormat wire) {
    return FileSource.forBulkFileFormat(
            new LineFormat(stream, file.getFileName().toString(), wire, group),
            new org.apache.flink.core.fs.Path(file.toUri()))
        .build();
  }
}
