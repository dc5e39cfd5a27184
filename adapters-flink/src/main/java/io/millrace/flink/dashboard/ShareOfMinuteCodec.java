package io.millrace.flink.dashboard;

import io.millrace.domain.dashboard.ShareOfMinute;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Shares of a minute; their tallies are complete and change no more. */
public final class ShareOfMinuteCodec implements Codec<ShareOfMinute> {
  private final TallyCodec tally = new TallyCodec();

  @Override
  public void write(ShareOfMinute value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    tally.write(value.tally(), out);
  }

  @Override
  public ShareOfMinute read(int version, DataInputView in) throws IOException {
    return new ShareOfMinute(
        Compact.readSigned(in), Compact.readString(in), tally.read(version, in));
  }
}
