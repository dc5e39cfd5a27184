package io.millrace.application.dashboard;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.dashboard.Activity;
import io.millrace.domain.dashboard.Activity.Outcome;
import io.millrace.domain.money.Money;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What the dashboard needs of orders, logins and requests. */
public final class ActivityCodec implements Codec<Activity> {
  private static final Outcome[] OUTCOMES = Outcome.values();

  @Override
  public void write(Activity value, DataOutput out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    Money sale = value.sale();
    out.writeByte(
        value.rank() << 4 | Compact.codeOf(value.outcome()) << 1 | (sale == null ? 0 : 1));
    if (sale != null) {
      Compact.writeMoney(sale, out);
    }
    out.writeLong(value.userHash());
  }

  @Override
  public Activity read(int version, DataInput in) throws IOException {
    long timeMs = Compact.readSigned(in);
    String eventId = Compact.readString(in);
    int head = in.readUnsignedByte();
    Money sale = (head & 1) == 0 ? null : Compact.readMoney(in);
    Outcome outcome = OUTCOMES[head >> 1 & 7];
    return new Activity(timeMs, eventId, head >> 4, sale, outcome, in.readLong());
  }
}
