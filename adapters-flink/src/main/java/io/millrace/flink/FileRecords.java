package io.millrace.flink;

import io.millrace.application.intake.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;

/**
 * The records of a file of lines, compressed if its name ends in {@code .gz}. Sources of rejections
 * name the file without its folder.
 */
public record FileRecords(Stream stream, Path file) implements RecordSource {
  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public Source<Inbound, ?, ?> open(WireFormat wire) {
    return FileSource.forRecordStreamFormat(
            new LineFormat(stream, file.getFileName().toString(), wire),
            new org.apache.flink.core.fs.Path(file.toUri()))
        .build();
  }
}
