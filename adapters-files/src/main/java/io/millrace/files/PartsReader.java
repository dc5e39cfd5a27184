package io.millrace.files;

import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of many parts as one split: first all of the first part, then all of the next.
 * A record never reaches over the end of a part. A part is unzipped if it begins as gzip does,
 * whatever its name is; no JSON begins so. One part is open at a time.
 */
public final class PartsReader implements RecordReader {
  private final Parts parts;
  private @Nullable NdjsonReader open;

  /** Reads from the first part to the last. */
  public PartsReader(Parts parts) {
    this.parts = parts;
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    for (NdjsonReader reader = current(); reader != null; reader = current()) {
      RawRecord record = reader.next();
      if (record != null) {
        return record;
      }
      close();
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    NdjsonReader reader = open;
    open = null;
    if (reader != null) {
      reader.close();
    }
  }

  private @Nullable NdjsonReader current() throws IOException {
    if (open == null) {
      Part part = parts.next();
      if (part != null) {
        open = NdjsonReader.ofStored(part.open(), part.name(), part.name());
      }
    }
    return open;
  }
}
