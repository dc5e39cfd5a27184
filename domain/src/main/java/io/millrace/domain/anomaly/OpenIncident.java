package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;

/** What has been seen of an incident that goes on. Changes in place. */
final class OpenIncident {
  final String alertId;
  final long startedAtMs;
  final double expected;
  private long lastMs;
  private long values;
  private double sum;
  private double worst;
  private long worstAtMs;

  /** An incident without values, which must be {@link #add added}. */
  OpenIncident(String alertId, long startedAtMs, double expected) {
    this.alertId = alertId;
    this.startedAtMs = startedAtMs;
    this.expected = expected;
  }

  OpenIncident copy() {
    OpenIncident copy = new OpenIncident(alertId, startedAtMs, expected);
    copy.lastMs = lastMs;
    copy.values = values;
    copy.sum = sum;
    copy.worst = worst;
    copy.worstAtMs = worstAtMs;
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    out.text(alertId)
        .time(startedAtMs)
        .real(expected)
        .time(lastMs)
        .count(values)
        .real(sum)
        .real(worst)
        .time(worstAtMs);
  }

  static OpenIncident read(FieldReader in) throws IOException {
    OpenIncident read = new OpenIncident(in.text(), in.time(), in.real());
    read.lastMs = in.time();
    read.values = in.count();
    read.sum = in.real();
    read.worst = in.real();
    read.worstAtMs = in.time();
    return read;
  }

  /** One more value of it that is anomalous. */
  void add(Observation seen) {
    lastMs = seen.eventTimeMs();
    if (values == 0 || Math.abs(seen.value() - expected) > Math.abs(worst - expected)) {
      worst = seen.value();
      worstAtMs = seen.eventTimeMs();
    }
    sum += seen.value();
    values++;
  }

  /** How many values it has had; at least 1. */
  long values() {
    return values;
  }

  /** The one farthest from what was expected. */
  double worst() {
    return worst;
  }

  long worstAtMs() {
    return worstAtMs;
  }

  /**
   * What there is to say when it is over.
   *
   * @param then what has become of the series
   */
  Incident end(String series, String then) {
    double mean = sum / values;
    return new Incident(
        alertId,
        series,
        startedAtMs,
        lastMs,
        values,
        mean,
        worst,
        worstAtMs,
        expected,
        Words.incident(series, this, lastMs, mean, then));
  }
}
