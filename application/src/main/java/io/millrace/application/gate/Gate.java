package io.millrace.application.gate;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Role;
import io.vavr.control.Either;
import org.jspecify.annotations.Nullable;

/**
 * The gate that every record of a split passes, before anything else looks at it: unreadable
 * records and late events are kept aside, those that say so dropped, all others go on. It counts
 * what it does.
 *
 * <p>It may hold one event: the first, and one that is far ahead of the latest, wait for the next
 * event of the split, so that a single clock that runs ahead does not make all others late.
 * Reference data takes no part: it is never late, and moves no watermark.
 */
public final class Gate {
  /** As the longest jump: none is too long, and nothing is held. */
  public static final long ANY_JUMP = Long.MAX_VALUE;

  /** Where the records go. */
  public interface Exits {
    /** An event that is on time. */
    void use(StreamEvent event);

    /** An event that is on time and says that it is dropped. */
    default void drop() {}

    /** An unreadable record, one whose event is ahead of time, or one with a late event. */
    void keepAside(RawRecord record, Result reason);
  }

  private final Stream stream;
  private final SplitWatermark watermark;
  private final long maxJumpMs;
  private final boolean holds;
  private final boolean drops;
  private @Nullable Held held;
  private long records;
  private long rejected;
  private long late;
  private long dropped;
  private long firstMs = EventTimes.NONE.firstMs();
  private long lastMs = EventTimes.NONE.lastMs();

  /**
   * The gate of a split of the given stream.
   *
   * @param maxJumpMs an event that is further ahead of the latest is held, as the first one is; or
   *     {@link #ANY_JUMP}
   */
  public Gate(Stream stream, SplitWatermark watermark, long maxJumpMs, StreamCounts soFar) {
    this.stream = stream;
    this.watermark = watermark;
    this.maxJumpMs = maxJumpMs;
    this.holds = maxJumpMs != ANY_JUMP && !stream.isReference();
    this.drops = !stream.schema().fields(Role.DROPS).isEmpty();
    this.records = soFar.records();
    this.rejected = soFar.rejected();
    this.late = soFar.late();
    this.dropped = soFar.dropped();
  }

  /** Lets one record pass; the records of the split come in their order. */
  public void pass(RawRecord record, Either<Rejection, StreamEvent> decoded, Exits exits) {
    records++;
    if (decoded.isLeft()) {
      reject(record, decoded.getLeft(), exits);
      return;
    }
    StreamEvent event = decoded.get();
    if (held != null) {
      decide(held, event.eventTimeMs(), exits);
    }
    if (holds && isAhead(event.eventTimeMs())) {
      held = new Held(record, event);
    } else {
      admit(record, event, exits);
    }
  }

  /** The split has ended: an event that is held counts. */
  public void end(Exits exits) {
    if (held != null) {
      Held last = held;
      held = null;
      admit(last.record(), last.event(), exits);
    }
  }

  /** Before the first event everything is ahead. */
  private boolean isAhead(long timeMs) {
    return timeMs > watermark.latestMs() + maxJumpMs;
  }

  private void decide(Held waiting, long nextMs, Exits exits) {
    held = null;
    boolean isFirst = watermark.latestMs() == Long.MIN_VALUE;
    if (isFirst ? nextMs >= waiting.timeMs() - maxJumpMs : isAhead(nextMs)) {
      admit(waiting.record(), waiting.event(), exits);
    } else {
      FarAhead ahead = new FarAhead(stream, waiting.record(), waiting.timeMs());
      Rejection rejection =
          isFirst
              ? ahead.ofJump(maxJumpMs, nextMs, "that of the next event, and none counts before")
              : ahead.ofJump(
                  maxJumpMs, watermark.latestMs(), "the latest before it, and the next is not");
      reject(waiting.record(), rejection, exits);
    }
  }

  private void reject(RawRecord record, Rejection reason, Exits exits) {
    rejected++;
    exits.keepAside(record, reason);
  }

  private void admit(RawRecord record, StreamEvent event, Exits exits) {
    noteTime(event.eventTimeMs());
    if (!stream.isReference() && !watermark.admits(event.eventTimeMs())) {
      late++;
      exits.keepAside(
          record,
          new LateEvent(stream, event.eventTimeMs(), watermark.ms(), new Bytes(record.bytes())));
    } else if (drops && event.isDropped()) {
      dropped++;
      exits.drop();
    } else {
      exits.use(event);
    }
  }

  private void noteTime(long eventTimeMs) {
    if (eventTimeMs != Long.MIN_VALUE) { // reference data has no time
      firstMs = Math.min(firstMs, eventTimeMs);
      lastMs = Math.max(lastMs, eventTimeMs);
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

  /** The first and the last time of the readable events, on time or not, that have passed. */
  public EventTimes times() {
    return new EventTimes(firstMs, lastMs);
  }

  /** The record that is held, if one is. After a restart it passes again, before all else. */
  public @Nullable RawRecord held() {
    return held == null ? null : held.record();
  }

  /** What has passed so far; one that is held counts as used until its fate is known. */
  public StreamCounts counts() {
    return new StreamCounts(records, rejected, late, dropped);
  }
}
