package io.millrace.application.wire;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the records of one split in their order. */
public interface RecordReader extends Closeable {
  /** The next record, or null at the end. */
  @Nullable RawRecord next() throws IOException;
}
