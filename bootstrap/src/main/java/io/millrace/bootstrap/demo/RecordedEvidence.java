package io.millrace.bootstrap.demo;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.queries.AlertSpan;
import io.millrace.application.queries.EvidenceEvent;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.QueriesUnavailable;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.config.Settings;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.files.NdjsonReader;
import io.millrace.json.JsonWireFormat;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events behind alerts, out of the recorded traffic. Where they are in their file is searched
 * for by halves: on-time events are in the order of time but for the out-of-orderness bound.
 */
final class RecordedEvidence implements EvidenceQueries {
  /** So many lines are looked at in one place, lest a late one mislead. */
  private static final int LINES_IN_A_PLACE = 32;

  /** Less than this is not worth halving, in bytes. */
  private static final long PLACE_BYTES = 1 << 16;

  private final Recording recording;
  private final Catalogue catalogue;
  private final OutOfOrderness outOfOrderness;

  RecordedEvidence(Recording recording, Settings settings) {
    this.recording = recording;
    this.catalogue = settings.catalogue();
    this.outOfOrderness = settings.policies().of(OutOfOrderness.SECTION);
  }

  /**
   * The events of an alert.
   *
   * @throws IllegalArgumentException if the catalogue does not know the alert's rule
   */
  @Override
  public List<EvidenceEvent> events(AlertSpan alert) {
    Stream stream = catalogue.alertsOf(alert.rule()).evidence(alert.key());
    try (FileChannel file = FileChannel.open(recording.file(stream))) {
      long from = place(file, alert, stream);
      List<EvidenceEvent> found = read(file, from, alert, stream);
      return found.size() == alert.eventIds().size() || from == 0
          ? found
          : read(file, 0, alert, stream);
    } catch (IOException e) {
      throw new QueriesUnavailable("the recorded traffic cannot be read", e);
    }
  }

  /** Where to begin to read: no event of the alert is before, if late ones are as rare as usual. */
  private long place(FileChannel file, AlertSpan alert, Stream stream) throws IOException {
    long boundMs = outOfOrderness.boundMs(stream);
    long low = 0;
    long high = file.size();
    while (high - low > PLACE_BYTES) {
      long middle = (low + high) >>> 1;
      if (latestMs(file, middle, stream) + boundMs < alert.fromMs()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The latest event time of some lines behind the first that begins after {@code at}. */
  private static long latestMs(FileChannel file, long at, Stream stream) throws IOException {
    Lines lines = new Lines(file, at, stream);
    long latestMs = Long.MIN_VALUE / 2;
    for (int i = 0; i < LINES_IN_A_PLACE && lines.next(); i++) {
      latestMs = Math.max(latestMs, lines.eventTimeMs());
    }
    return latestMs;
  }

  private List<EvidenceEvent> read(FileChannel file, long from, AlertSpan alert, Stream stream)
      throws IOException {
    long endMs = alert.toMs() + outOfOrderness.boundMs(stream);
    Set<String> missing = new HashSet<>(alert.eventIds());
    List<EvidenceEvent> found = new ArrayList<>();
    Lines lines = new Lines(file, from, stream);
    while (!missing.isEmpty() && lines.next() && lines.eventTimeMs() <= endMs) {
      StreamEvent event = lines.event;
      if (event != null
          && event.eventTimeMs() >= alert.fromMs()
          && event.eventTimeMs() <= alert.toMs()
          && missing.remove(event.eventId())) {
        found.add(new EvidenceEvent(event.eventId(), stream.id(), lines.json));
      }
    }
    return found;
  }

  /** The lines of a file from its start, or behind the one that a place is in. */
  private static final class Lines {
    private final EventDecoder decoder = new JsonWireFormat().decoder();
    private final Stream stream;
    private final NdjsonReader reader;
    private @Nullable StreamEvent event;
    private byte[] json = new byte[0];
    private final Deque<Line> waiting = new ArrayDeque<>();

    private record Line(RawRecord record, Either<Rejection, StreamEvent> decoded) {}

    Lines(FileChannel file, long at, Stream stream) throws IOException {
      this.stream = stream;
      file.position(at);
      reader = new NdjsonReader(Channels.newInputStream(file), stream.id());
      if (at > 0) {
        RawRecord unused = reader.next();
      }
    }

    /** Goes to the next record, of which a line has one or several. */
    boolean next() throws IOException {
      if (!waiting.isEmpty()) {
        take(waiting.remove());
        return true;
      }
      RawRecord record = reader.next();
      if (record == null) {
        return false;
      }
      decoder.decodeAll(stream, record, (one, decoded) -> waiting.add(new Line(one, decoded)));
      take(waiting.remove());
      return true;
    }

    private void take(Line line) {
      json = line.record().bytes();
      event = line.decoded().fold(rejected -> null, read -> read);
    }

    /** Less than all times if this line is no event. */
    long eventTimeMs() {
      return event == null ? Long.MIN_VALUE / 2 : event.eventTimeMs();
    }
  }
}
