package io.millrace.domain.result;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.util.List;

/**
 * A rule has found something. The evidence is the ids of the events that prove it, in order; the
 * window starts at the first of them, and the event time is that of the last.
 */
public record Alert(
    String alertId,
    String rule,
    String ruleVersion,
    String key,
    Severity severity,
    long eventTimeMs,
    long windowStartMs,
    List<String> evidence,
    Measure observed,
    Measure threshold,
    String explanation)
    implements Result {
  /** Result {@code alerts}. */
  public static final Schema<Alert> SCHEMA =
      Schema.<Alert>written(
          "alerts",
          Alert::write,
          Field.text("alert_id").id().as(Role.INDEX),
          Field.text("rule").as(Role.INDEX),
          Field.text("rule_version"),
          Field.text("key").key().as(Role.INDEX),
          Field.word("severity", Severity.values()).as(Role.INDEX),
          Field.eventTime().as(Role.INDEX),
          Field.time("window_start"),
          Field.texts("evidence"),
          Field.measure("observed"),
          Field.measure("threshold"),
          Field.text("explanation"));

  @Override
  public Schema<Alert> schema() {
    return SCHEMA;
  }

  private void write(FieldWriter out) throws IOException {
    out.text(alertId)
        .text(rule)
        .text(ruleVersion)
        .text(key)
        .word(severity)
        .time(eventTimeMs)
        .time(windowStartMs)
        .texts(evidence);
    observed.write(out);
    threshold.write(out);
    out.text(explanation);
  }
}
