package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.CodePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Something planted, while its records are on their way. */
final class Incident {
  private record Evidence(long eventTimeMs, String eventId) {}

  private static final Comparator<Evidence> ORDER =
      Comparator.comparingLong(Evidence::eventTimeMs)
          .thenComparing(Evidence::eventId, CodePoints::compare);

  private final TrafficLabel.Kind kind;
  private final Stream stream;
  private final String key;
  private final int least;
  private final List<Evidence> evidence = new ArrayList<>();
  private long startMs = Long.MAX_VALUE;
  private long endMs = Long.MIN_VALUE;
  private long onTheirWay;
  private long arrived;
  private boolean isSealed;

  /**
   * An incident without records.
   *
   * @param least how many records make it what its kind says, if the traffic ends before the rest
   */
  Incident(TrafficLabel.Kind kind, Stream stream, String key, int least) {
    this.kind = kind;
    this.stream = stream;
    this.key = key;
    this.least = least;
  }

  void addRecord() {
    onTheirWay++;
  }

  /** No record will be added any more. */
  void seal() {
    isSealed = true;
  }

  void recordArrived(long eventTimeMs, String eventId) {
    onTheirWay--;
    arrived++;
    startMs = Math.min(startMs, eventTimeMs);
    endMs = Math.max(endMs, eventTimeMs);
    if (kind != TrafficLabel.Kind.DIRTY && evidence.size() < TrafficLabel.MAX_EVENT_IDS) {
      evidence.add(new Evidence(eventTimeMs, eventId));
    }
  }

  boolean isComplete() {
    return isSealed && onTheirWay == 0;
  }

  /** Whether what has arrived deserves the label. */
  boolean isLabelled() {
    return arrived > 0 && (isComplete() || arrived >= least);
  }

  TrafficLabel label() {
    evidence.sort(ORDER);
    List<String> ids = evidence.stream().map(Evidence::eventId).toList();
    return new TrafficLabel(kind, stream, key, startMs, endMs, ids);
  }
}
