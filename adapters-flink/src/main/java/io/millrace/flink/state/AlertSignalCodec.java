package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertPhase;
import io.millrace.domain.result.AlertSignal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Signals that leave for operators of a job of one's own. */
final class AlertSignalCodec implements Codec<AlertSignal> {
  private static final AlertPhase[] PHASES = AlertPhase.values();

  private final AlertCodec alerts = new AlertCodec();

  @Override
  public void write(AlertSignal signal, DataOutput out) throws IOException {
    out.writeByte(Compact.codeOf(signal.phase()));
    Alert alert = signal.alert();
    if (alert == null) {
      Compact.writeString(signal.alertId(), out);
    } else {
      alerts.write(alert, out);
    }
  }

  @Override
  public AlertSignal read(int version, DataInput in) throws IOException {
    AlertPhase phase = PHASES[in.readByte()];
    return phase == AlertPhase.RAISED
        ? AlertSignal.raised(alerts.read(version, in))
        : new AlertSignal(Compact.readString(in), phase, null);
  }
}
