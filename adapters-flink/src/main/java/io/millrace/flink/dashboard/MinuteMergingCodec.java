package io.millrace.flink.dashboard;

import io.millrace.domain.dashboard.ShareOfMinute;
import io.millrace.domain.dashboard.Tally;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of the second step of the dashboard. */
public final class MinuteMergingCodec implements DecisionCodec<Tally, ShareOfMinute> {
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
  public void writeEvent(ShareOfMinute share, DataOutput out) throws IOException {
    Binary.writeLong(share.eventTimeMs(), out);
    Binary.writeText(share.eventId(), out);
    TallyCodec.write(share.tally(), out);
  }

  @Override
  public ShareOfMinute readEvent(int version, DataInput in) throws IOException {
    return new ShareOfMinute(Binary.readLong(in), Binary.readText(in), TallyCodec.read(in));
  }
}
