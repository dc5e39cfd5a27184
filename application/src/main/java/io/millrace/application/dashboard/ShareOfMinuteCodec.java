package io.millrace.application.dashboard;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.dashboard.ShareOfMinute;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Shares of a minute; their tallies are complete and change no more. */
public final class ShareOfMinuteCodec implements Codec<ShareOfMinute> {
  private final TallyCodec tally = new TallyCodec();

  @Override
  public void write(ShareOfMinute value, DataOutput out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    tally.write(value.tally(), out);
  }

  @Override
  public ShareOfMinute read(int version, DataInput in) throws IOException {
    return new ShareOfMinute(
        Compact.readSigned(in), Compact.readString(in), tally.read(version, in));
  }
}
