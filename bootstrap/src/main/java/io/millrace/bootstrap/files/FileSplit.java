package io.millrace.bootstrap.files;

import io.millrace.application.wire.NdjsonReader;
import io.millrace.application.wire.RecordReader;
import io.millrace.application.wire.RecordSource;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;

/**
 * A file of a stream, as a split that is read from its first line to its last.
 *
 * @param bytesRead counts the bytes read, as they are stored
 */
public record FileSplit(Stream stream, Path file, LongAdder bytesRead) implements RecordSource {
  private static final int BUFFER = 1 << 16;

  /** A split that nobody watches. */
  public FileSplit(Stream stream, Path file) {
    this(stream, file, new LongAdder());
  }

  @Override
  public RecordReader open() throws IOException {
    InputStream in = Counted.open(file, bytesRead);
    if (!InputFolder.isZipped(file)) {
      return new NdjsonReader(in, name());
    }
    try {
      return new NdjsonReader(new GZIPInputStream(in, BUFFER), name());
    } catch (IOException e) {
      in.close();
      throw new IOException(file + " is not readable as gzip: " + e.getMessage(), e);
    }
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }
}
