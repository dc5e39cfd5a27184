package io.millrace.application.backfill;

import io.millrace.application.gate.Gate;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A split that is being read: its records are decoded ahead of time, on other threads. */
final class SplitReading implements Closeable {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int CHUNK_RECORDS = 4096;

  private final Gate gate;
  private final RecordReader reader;
  private final Function<List<RawRecord>, Future<Chunk>> decoding;
  private final int ahead;
  private final ArrayDeque<Future<Chunk>> chunks = new ArrayDeque<>();
  private boolean exhausted;

  /**
   * Starts to read.
   *
   * @param ahead how many chunks are decoded before they are asked for
   */
  SplitReading(
      Gate gate,
      RecordReader reader,
      Function<List<RawRecord>, Future<Chunk>> decoding,
      int ahead) {
    this.gate = gate;
    this.reader = reader;
    this.decoding = decoding;
    this.ahead = ahead;
  }

  Gate gate() {
    return gate;
  }

  /** Whether there is another chunk. */
  boolean hasNext() throws IOException {
    while (!exhausted && chunks.size() < ahead) {
      readChunk();
    }
    return !chunks.isEmpty();
  }

  /** The next chunk; waits until it is decoded. */
  Chunk next() throws IOException, InterruptedException {
    try {
      return chunks.removeFirst().get();
    } catch (ExecutionException e) {
      throw new IOException("decoding failed: " + e.getCause(), e.getCause());
    }
  }

  /** Up to when this split is known; never decreases. At the end there may be an event held. */
  long watermarkMs() {
    return gate.watermark().ms();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private void readChunk() throws IOException {
    List<RawRecord> records = new ArrayList<>();
    int bytes = 0;
    while (bytes < CHUNK_BYTES && records.size() < CHUNK_RECORDS) {
      RawRecord record = reader.next();
      if (record == null) {
        exhausted = true;
        break;
      }
      records.add(record);
      bytes += record.bytes().length;
    }
    if (!records.isEmpty()) {
      chunks.add(decoding.apply(records));
    }
  }
}
