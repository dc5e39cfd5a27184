package io.millrace.flink.follow;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.files.NdjsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/**
 * Takes the whole lines that a file has, and looks for more twenty times a second, until it is said
 * to be whole ({@link FollowedRecords#endMark}).
 */
final class FollowReader implements SplitReader<FollowedLine, FollowedFile> {
  private static final long LOOK_EVERY_MS = 50;

  /** A batch has this many bytes, or one line. */
  private static final long BATCH_BYTES = 1 << 18;

  private final Stream stream;
  private final Path file;
  private final EventDecoder decoder;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final Semaphore wakeUps = new Semaphore(0);
  private @Nullable FileChannel channel;
  private String split = "";
  private Reached reached = Reached.NOTHING;
  private long scanned;

  FollowReader(Stream stream, Path file, EventDecoder decoder) {
    this.stream = stream;
    this.file = file;
    this.decoder = decoder;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<FollowedFile> change) {
    FollowedFile only = change.splits().get(0);
    split = only.name();
    reached = only.reached();
    scanned = reached.bytes();
  }

  @Override
  public RecordsWithSplitIds<FollowedLine> fetch() throws IOException {
    RecordsBySplits.Builder<FollowedLine> batch = new RecordsBySplits.Builder<>();
    boolean isWhole = Files.exists(FollowedRecords.endMark(file)); // asked before the size is
    FileChannel open = open();
    long end = open == null ? reached.bytes() : endOfLines(open);
    if (open != null && end > reached.bytes()) {
      take(open, end, batch);
    } else if (isWhole) {
      batch.addFinishedSplit(split);
    } else {
      await();
    }
    return batch.build();
  }

  /** The file, or null if there is none yet. */
  private @Nullable FileChannel open() throws IOException {
    if (channel == null) {
      try {
        channel = FileChannel.open(file, StandardOpenOption.READ);
      } catch (NoSuchFileException notYet) {
        return null;
      }
    }
    return channel;
  }

  /** Behind the last line feed, of those that a batch may have; where reading is, if none. */
  private long endOfLines(FileChannel open) throws IOException {
    long size = open.size();
    if (size < reached.bytes()) {
      throw new IOException(
          file + " has " + size + " bytes, of which " + reached.bytes() + " were read: it was cut");
    }
    long end = reached.bytes();
    while (scanned < size && (end == reached.bytes() || scanned < reached.bytes() + BATCH_BYTES)) {
      buffer.clear();
      int read = open.read(buffer, scanned);
      for (int i = 0; i < read; i++) {
        if (buffer.get(i) == '\n') {
          end = scanned + i + 1;
        }
      }
      scanned += Math.max(0, read);
    }
    return end;
  }

  @SuppressWarnings("resource") // the channel stays open
  private void take(FileChannel open, long end, RecordsBySplits.Builder<FollowedLine> batch)
      throws IOException {
    InputStream from = Channels.newInputStream(open.position(reached.bytes()));
    Reached start = reached;
    NdjsonReader lines =
        new NdjsonReader(new Limited(from, end - start.bytes()), split, start.lines());
    List<Inbound.Read> reads = new ArrayList<>();
    for (RawRecord place = lines.next(); place != null; place = lines.next()) {
      List<Inbound.Read> ofLine = reads;
      decoder.decodeAll(
          stream, place, (record, decoded) -> ofLine.add(new Inbound.Read(split, record, decoded)));
      if (!lines
          .isWithinLine()) { // a line is taken whole, or a restart would take some of it twice
        reached = new Reached(start.bytes() + lines.bytesRead(), lines.lines());
        batch.add(split, new FollowedLine(reads, reached));
        reads = new ArrayList<>();
      }
    }
    if (!reads.isEmpty()) {
      batch.add(split, new FollowedLine(reads, new Reached(end, lines.lines())));
    }
    reached = new Reached(end, lines.lines());
    scanned = end;
  }

  private void await() {
    try {
      if (wakeUps.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void wakeUp() {
    wakeUps.release();
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /** The first bytes of a stream. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
