package io.millrace.files;

import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RecordReader;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/**
 * A file of a stream, zipped or not, as a split that is read from its first line to its last.
 *
 * @param bytesRead counts the bytes read, as they are stored
 */
public record FileSplit(Stream stream, Path file, LongAdder bytesRead) implements HistorySplit {
  /** A split that nobody watches. */
  public FileSplit(Stream stream, Path file) {
    this(stream, file, new LongAdder());
  }

  @Override
  public RecordReader open() throws IOException {
    return NdjsonReader.ofStored(Counted.open(file, bytesRead), name(), file.toString());
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }
}
