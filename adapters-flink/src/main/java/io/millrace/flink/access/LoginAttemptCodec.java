package io.millrace.flink.access;

import io.millrace.domain.access.LoginAttempt;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Login attempts. */
public final class LoginAttemptCodec implements Codec<LoginAttempt> {
  @Override
  public void write(LoginAttempt value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    out.writeBoolean(value.succeeded());
  }

  @Override
  public LoginAttempt read(int version, DataInputView in) throws IOException {
    return new LoginAttempt(Compact.readSigned(in), Compact.readString(in), in.readBoolean());
  }
}
