package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The incidents that are under way; each is labelled once its last record has arrived. */
final class OpenIncidents {
  /** For {@link #begin}: an incident that is nothing unless it is whole. */
  static final int ALL = Integer.MAX_VALUE;

  private final Set<Incident> open = new LinkedHashSet<>();
  private final Consumer<TrafficLabel> labels;

  OpenIncidents(Consumer<TrafficLabel> labels) {
    this.labels = labels;
  }

  Incident begin(TrafficLabel.Kind kind, Stream stream, String key, int least) {
    Incident incident = new Incident(kind, stream, key, least);
    open.add(incident);
    return incident;
  }

  /** Nothing more will belong to an incident, some or all of which may have arrived already. */
  void seal(Incident incident) {
    incident.seal();
    if (incident.isComplete()) {
      close(incident);
    }
  }

  void recordArrived(Scheduled record) {
    for (Incident incident : record.incidents()) {
      incident.recordArrived(record.eventTimeMs(), record.eventId());
      if (incident.isComplete()) {
        close(incident);
      }
    }
  }

  private void close(Incident incident) {
    open.remove(incident);
    if (incident.isLabelled()) {
      labels.accept(incident.label());
    }
  }

  /** The traffic has ended: what is still open is labelled if enough of it has arrived. */
  void end() {
    open.stream().filter(Incident::isLabelled).map(Incident::label).forEach(labels);
    open.clear();
  }
}
