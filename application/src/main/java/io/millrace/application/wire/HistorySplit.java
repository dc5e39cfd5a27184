package io.millrace.application.wire;

import io.millrace.domain.event.Stream;
import java.io.IOException;

/** One split of a stream: a file, a shard or a partition, with an end. */
public interface HistorySplit {
  /** The stream that the split belongs to. */
  Stream stream();

  /** Starts to read the split from its first record. */
  RecordReader open() throws IOException;
}
