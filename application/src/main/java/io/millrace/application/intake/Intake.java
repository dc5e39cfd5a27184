package io.millrace.application.intake;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import io.vavr.control.Either;

/**
 * The gate that every record of a split passes, before anything else looks at it: unreadable
 * records and late events are kept aside, test orders dropped, all others go on. It counts what it
 * does.
 */
public final class Intake {
  /** Where the records go. */
  public interface Exits {
    /** An event that is on time. */
    void use(StreamEvent event);

    /** An unreadable record or a late event. */
    void keepAside(Result reason);
  }

  private final Stream stream;
  private final SplitWatermark watermark;
  private long records;
  private long rejected;
  private long late;
  private long dropped;

  /** The gate of a split of the given stream. */
  public Intake(Stream stream, SplitWatermark watermark, StreamCounts soFar) {
    this.stream = stream;
    this.watermark = watermark;
    this.records = soFar.records();
    this.rejected = soFar.rejected();
    this.late = soFar.late();
    this.dropped = soFar.dropped();
  }

  /** Lets one record pass; the records of the split come in their order. */
  public void pass(RawRecord record, Either<Rejection, StreamEvent> decoded, Exits exits) {
    records++;
    if (decoded.isLeft()) {
      rejected++;
      exits.keepAside(decoded.getLeft());
      return;
    }
    StreamEvent event = decoded.get();
    if (stream != Stream.PRODUCTS && !watermark.admits(event.eventTimeMs())) {
      late++;
      exits.keepAside(
          new LateEvent(stream, event.eventTimeMs(), watermark.ms(), new Bytes(record.bytes())));
    } else if (event instanceof Order order && order.test()) {
      dropped++;
    } else {
      exits.use(event);
    }
  }

  /** The stream whose records pass. */
  public Stream stream() {
    return stream;
  }

  /** The watermark of the split. */
  public SplitWatermark watermark() {
    return watermark;
  }

  /** What has passed so far. */
  public StreamCounts counts() {
    return new StreamCounts(records, rejected, late, dropped);
  }
}
