package io.millrace.domain.result;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A word about an alert, ahead of the watermark or at it. Unlike other results, which alerts are
 * raised early and withdrawn depends on the order in which events arrive; what is confirmed does
 * not.
 *
 * @param alertId the alert's own id
 * @param alert the alert as it is known when it is {@link AlertPhase#RAISED}; else null. The one
 *     that is confirmed has the same id, and may differ in what it has observed.
 */
public record AlertSignal(String alertId, AlertPhase phase, @Nullable Alert alert)
    implements Result {
  /** Result {@code alert_signals}. */
  public static final Schema<AlertSignal> SCHEMA =
      Schema.<AlertSignal>written(
          "alert_signals",
          (signal, out) ->
              out.text(signal.alertId).word(signal.phase).object(Alert.SCHEMA, signal.alert),
          Field.text("alert_id").key().id().as(Role.INDEX),
          Field.word("phase", AlertPhase.values()).id().as(Role.INDEX),
          Field.object("alert", Alert.SCHEMA).optional());

  /** Fails where an alert is missing, or one too many. */
  public AlertSignal {
    if ((phase == AlertPhase.RAISED) != (alert != null)) {
      throw new IllegalArgumentException("a signal " + phase + " with the alert " + alert);
    }
  }

  /** The alert holds if nothing else comes. */
  public static AlertSignal raised(Alert alert) {
    return new AlertSignal(alert.alertId(), AlertPhase.RAISED, alert);
  }

  /** An alert that was raised holds. */
  public static AlertSignal confirmed(String alertId) {
    return new AlertSignal(alertId, AlertPhase.CONFIRMED, null);
  }

  /** An alert that was raised does not hold. */
  public static AlertSignal withdrawn(String alertId) {
    return new AlertSignal(alertId, AlertPhase.WITHDRAWN, null);
  }

  @Override
  public Schema<AlertSignal> schema() {
    return SCHEMA;
  }
}
