package io.millrace.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** A file that is read in blocks, and a count that tells how far. */
final class Counted extends FilterInputStream {
  private final LongAdder bytes;

  private Counted(InputStream in, LongAdder bytes) {
    super(in);
    this.bytes = bytes;
  }

  static InputStream open(Path file, LongAdder bytes) throws IOException {
    return new Counted(Files.newInputStream(file), bytes);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    bytes.add(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] to, int from, int count) throws IOException {
    int read = super.read(to, from, count);
    bytes.add(Math.max(0, read));
    return read;
  }
}
