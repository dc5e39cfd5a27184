package io.millrace.bootstrap.demo;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.History;
import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.domain.event.Stream;
import io.millrace.json.JsonWireFormat;
import io.millrace.traffic.TrafficRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A history, its streams side by side in event time. Within a stream the order stays; a record is
 * as late as the latest before it, so that disorder stays disorder.
 */
final class PlayedTraffic implements PlayableTraffic, Closeable {
  private final PriorityQueue<Track> tracks =
      new PriorityQueue<>(
          Comparator.comparingLong((Track track) -> track.latestMs)
              .thenComparing(track -> track.stream.id()));

  PlayedTraffic(History history) throws IOException {
    for (HistorySplit split : history.splits()) {
      Track track = new Track(split);
      if (track.read()) {
        tracks.add(track);
      }
    }
  }

  @Override
  public boolean hasNext() {
    return !tracks.isEmpty();
  }

  @Override
  public boolean isOver(Stream stream) {
    return tracks.stream().noneMatch(track -> track.stream.equals(stream));
  }

  @Override
  public TrafficRecord next() {
    Track track = tracks.poll();
    if (track == null || track.next == null) {
      throw new NoSuchElementException("the history is at its end");
    }
    TrafficRecord record = new TrafficRecord(track.stream, track.next.bytes(), track.latestMs);
    try {
      if (track.read()) {
        tracks.add(track);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return record;
  }

  @Override
  public void close() throws IOException {
    for (Track track : tracks) {
      track.reader.close();
    }
  }

  private static final class Track {
    private final EventDecoder decoder = new JsonWireFormat().decoder();
    private final Stream stream;
    private final RecordReader reader;
    private long latestMs = Long.MIN_VALUE;
    private @Nullable RawRecord next;

    Track(HistorySplit split) throws IOException {
      stream = split.stream();
      reader = split.open();
    }

    /** Reads one record ahead; false at the end. */
    boolean read() throws IOException {
      next = reader.next();
      if (next == null) {
        reader.close();
        return false;
      }
      if (!stream.isReference()) { // which come before everything
        decoder.decodeAll(
            stream,
            next,
            (record, decoded) ->
                decoded.peek(event -> latestMs = Math.max(latestMs, event.eventTimeMs())));
      }
      return true;
    }
  }
}
