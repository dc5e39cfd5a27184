package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Alerts that leave for operators of a job of one's own. */
final class AlertCodec implements Codec<Alert> {
  private static final Severity[] SEVERITIES = Severity.values();
  private static final int MILLIS = 0;
  private static final int AMOUNT = 1;
  private static final int REAL = 2;

  @Override
  public void write(Alert alert, DataOutput out) throws IOException {
    Compact.writeString(alert.alertId(), out);
    Compact.writeString(alert.rule(), out);
    Compact.writeString(alert.ruleVersion(), out);
    Compact.writeString(alert.key(), out);
    out.writeByte(Compact.codeOf(alert.severity()));
    Compact.writeSigned(alert.eventTimeMs(), out);
    Compact.writeSigned(alert.windowStartMs(), out);
    Compact.writeList(alert.evidence(), out, Compact::writeString);
    write(alert.observed(), out);
    write(alert.threshold(), out);
    Compact.writeString(alert.explanation(), out);
  }

  @Override
  public Alert read(int version, DataInput in) throws IOException {
    return new Alert(
        Compact.readString(in),
        Compact.readString(in),
        Compact.readString(in),
        Compact.readString(in),
        SEVERITIES[in.readByte()],
        Compact.readSigned(in),
        Compact.readSigned(in),
        Compact.readList(in, Compact::readString),
        readMeasure(in),
        readMeasure(in),
        Compact.readString(in));
  }

  private static void write(Measure measure, DataOutput out) throws IOException {
    if (measure instanceof Measure.Millis millis) {
      out.writeByte(MILLIS);
      Compact.writeSigned(millis.value(), out);
    } else if (measure instanceof Measure.Amount amount) {
      out.writeByte(AMOUNT);
      Compact.writeMoney(amount.value(), out);
    } else if (measure instanceof Measure.Real real) {
      out.writeByte(REAL);
      out.writeDouble(real.value());
    }
  }

  private static Measure readMeasure(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case MILLIS -> new Measure.Millis(Compact.readSigned(in));
      case AMOUNT -> new Measure.Amount(Compact.readMoney(in));
      case REAL -> new Measure.Real(in.readDouble());
      default -> throw new IOException("a measure of the unknown kind " + kind);
    };
  }
}
