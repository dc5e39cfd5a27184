package io.millrace.flink.dashboard;

import io.millrace.domain.dashboard.Activity;
import io.millrace.domain.dashboard.Activity.Outcome;
import io.millrace.domain.dashboard.Tally;
import io.millrace.domain.money.Money;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of the first step of the dashboard. */
public final class MinuteSharingCodec implements DecisionCodec<Tally, Activity> {
  private static final int SALE = 1;
  private static final int USER = 2;
  private static final int ANSWERED = 4;
  private static final int FAILED = 8;

  @Override
  public void writeState(Tally tally, DataOutput out) throws IOException {
    TallyCodec.write(tally, out);
  }

  @Override
  public Tally readState(int version, DataInput in) throws IOException {
    return TallyCodec.read(in);
  }

  @Override
  public Tally copyState(Tally tally) {
    return tally.copy();
  }

  @Override
  public void writeEvent(Activity activity, DataOutput out) throws IOException {
    Binary.writeLong(activity.eventTimeMs(), out);
    Binary.writeText(activity.eventId(), out);
    out.writeByte(activity.rank());
    Money sale = activity.sale();
    int outcome =
        switch (activity.outcome()) {
          case NONE -> 0;
          case ANSWERED -> ANSWERED;
          case FAILED -> FAILED;
        };
    out.writeByte((sale == null ? 0 : SALE) | (activity.userHash() == 0 ? 0 : USER) | outcome);
    if (sale != null) {
      Binary.writeDecimal(sale.amount(), out);
      Binary.writeCurrency(sale.currency(), out);
    }
    if (activity.userHash() != 0) {
      out.writeLong(activity.userHash());
    }
  }

  @Override
  public Activity readEvent(int version, DataInput in) throws IOException {
    long eventTimeMs = Binary.readLong(in);
    String eventId = Binary.readText(in);
    int rank = in.readByte();
    int flags = in.readByte();
    @Nullable Money sale =
        (flags & SALE) == 0 ? null : new Money(Binary.readDecimal(in), Binary.readCurrency(in));
    long userHash = (flags & USER) == 0 ? 0 : in.readLong();
    Outcome outcome =
        (flags & FAILED) != 0
            ? Outcome.FAILED
            : (flags & ANSWERED) != 0 ? Outcome.ANSWERED : Outcome.NONE;
    return new Activity(eventTimeMs, eventId, rank, sale, outcome, userHash);
  }
}
