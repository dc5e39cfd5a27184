package io.millrace.flink.sources;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the files that one job reads in this process abreast in event time: whichever is ahead of
 * another waits after a batch of records, so that what decisions over several streams hold is as
 * small over a long history as over a short one. The file that is furthest behind never waits.
 *
 * <p>Flink's own alignment allows a drift in event time for an interval by the clock. For a file
 * that is read as fast as it can be no such drift is right: too small for a sparse file, it would
 * take hours, and too large for a dense one, it would bound nothing.
 */
final class FileAlignment {
  /** After how many records a reader looks for the others. */
  static final int BATCH = 1_000;

  private static final ConcurrentHashMap<String, FileAlignment> GROUPS = new ConcurrentHashMap<>();

  private final String group;
  private final List<Reader> readers = new ArrayList<>();

  private FileAlignment(String group) {
    this.group = group;
  }

  /** A reader that begins; until its first event all others of the group wait for it. */
  static Reader join(String group) {
    Reader[] joined = new Reader[1];
    GROUPS.compute(
        group,
        (key, before) -> {
          FileAlignment alignment = before == null ? new FileAlignment(group) : before;
          joined[0] = alignment.add();
          return alignment;
        });
    return joined[0];
  }

  private synchronized Reader add() {
    Reader reader = new Reader();
    readers.add(reader);
    return reader;
  }

  private synchronized boolean remove(Reader reader) {
    readers.remove(reader);
    notifyAll();
    return readers.isEmpty();
  }

  private synchronized void await(Reader reader, long latestMs) throws InterruptedException {
    reader.reachedMs = latestMs;
    notifyAll();
    while (readers.stream().anyMatch(other -> other.reachedMs < latestMs)) {
      wait();
    }
  }

  /** One file's reader. For one thread. */
  final class Reader implements AutoCloseable {
    private long reachedMs = Long.MIN_VALUE; // under the alignment's lock
    private long latestMs = Long.MIN_VALUE;
    private long beforeMs = Long.MIN_VALUE;
    private int records;

    private Reader() {}

    /**
     * Counts an event. Of two in a row the earlier says how far the file is, so that it does not
     * wait for all others when one clock runs ahead.
     */
    void read(long eventTimeMs) throws InterruptedIOException {
      latestMs = Math.max(latestMs, Math.min(beforeMs, eventTimeMs));
      beforeMs = eventTimeMs;
      read();
    }

    /** Counts a record; now and then it waits for other readers. */
    void read() throws InterruptedIOException {
      if (++records == BATCH) {
        records = 0;
        try {
          await(this, latestMs);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while it waited for other files");
        }
      }
    }

    /** Nobody waits for it any more. */
    @Override
    public void close() {
      GROUPS.computeIfPresent(group, (key, alignment) -> alignment.remove(this) ? null : alignment);
    }
  }
}
