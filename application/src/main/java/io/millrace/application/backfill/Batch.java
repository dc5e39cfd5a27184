package io.millrace.application.backfill;

import io.millrace.domain.kernel.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Events for one worker, each with the decision it is for and its key, and a watermark after them.
 */
final class Batch {
  record Routed(int decision, String key, Event event) {}

  private final List<Routed> events = new ArrayList<>();
  private long watermarkMs = Long.MIN_VALUE;

  void add(int decision, String key, Event event) {
    events.add(new Routed(decision, key, event));
  }

  void close(long watermark) {
    this.watermarkMs = watermark;
  }

  List<Routed> events() {
    return events;
  }

  long watermarkMs() {
    return watermarkMs;
  }
}
