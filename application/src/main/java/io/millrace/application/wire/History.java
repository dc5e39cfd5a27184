package io.millrace.application.wire;

import java.io.Closeable;
import java.util.List;

/** Everything that a backfill reads: at most one split a stream, wherever it is stored. */
public interface History extends Closeable {
  /** The splits, in the order of their streams; at least one. */
  List<HistorySplit> splits();

  /** The names of what else lies there and belongs to no stream; of very many, some. */
  List<String> unread();

  /** How many bytes the splits have as they are stored, compressed or not. */
  long bytes();

  /** How many of {@link #bytes} have been read so far. */
  long bytesRead();
}
