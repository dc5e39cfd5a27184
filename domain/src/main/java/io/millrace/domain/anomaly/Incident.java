package io.millrace.domain.anomaly;

import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;

/**
 * What an alert of the rule {@code anomaly} was the beginning of, said when it is over: with the
 * first run of calm values, with the new level that has become usual, or with the series forgotten.
 *
 * @param alertId the alert that it began with
 * @param seriesId the key of that alert
 * @param startedAtMs since when values were unusual, in milliseconds since the epoch: at or before
 *     the alert's event time
 * @param endedAtMs the event time of the last anomalous value
 * @param values how many values were anomalous, the first included; at least 1
 * @param mean the mean of the anomalous values
 * @param worst the anomalous value that lay farthest from {@code expected}; of several the first
 * @param worstAtMs its event time
 * @param expected what was usual when it began
 * @param explanation all of it in one English sentence
 */
public record Incident(
    String alertId,
    String seriesId,
    long startedAtMs,
    long endedAtMs,
    long values,
    double mean,
    double worst,
    long worstAtMs,
    double expected,
    String explanation)
    implements Result {
  /** Result {@code incidents}. */
  public static final Schema<Incident> SCHEMA =
      Schema.<Incident>of(
          "incidents",
          (incident, out) ->
              out.text(incident.alertId)
                  .text(incident.seriesId)
                  .time(incident.startedAtMs)
                  .time(incident.endedAtMs)
                  .count(incident.values)
                  .real(incident.mean)
                  .real(incident.worst)
                  .time(incident.worstAtMs)
                  .real(incident.expected)
                  .text(incident.explanation),
          in ->
              new Incident(
                  in.text(),
                  in.text(),
                  in.time(),
                  in.time(),
                  in.count(),
                  in.real(),
                  in.real(),
                  in.time(),
                  in.real(),
                  in.text()),
          Field.text("alert_id").id().as(Role.INDEX),
          Field.text("series_id").key(),
          Field.time("started_at"),
          Field.time("ended_at").as(Role.TIME),
          Field.count("anomalous_values"),
          Field.real("mean"),
          Field.real("worst"),
          Field.time("worst_at"),
          Field.real("expected"),
          Field.text("explanation"));

  @Override
  public Schema<Incident> schema() {
    return SCHEMA;
  }
}
