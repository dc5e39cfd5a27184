package io.millrace.flink.access;

import io.millrace.domain.access.LoginActivity;
import io.millrace.domain.access.LoginActivity.Failure;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Runs of failed logins. */
public final class LoginActivityCodec implements Codec<LoginActivity> {
  @Override
  public void write(LoginActivity value, DataOutputView out) throws IOException {
    Compact.writeList(value.unmatched(), out, LoginActivityCodec::writeFailure);
    Compact.writeList(value.matched(), out, LoginActivityCodec::writeFailure);
    out.writeBoolean(value.silenced());
    Compact.writeSigned(value.lastFailureMs(), out);
  }

  @Override
  public LoginActivity read(int version, DataInputView in) throws IOException {
    return new LoginActivity(
        Compact.readList(in, LoginActivityCodec::readFailure),
        Compact.readList(in, LoginActivityCodec::readFailure),
        in.readBoolean(),
        Compact.readSigned(in));
  }

  static void writeFailure(Failure failure, DataOutputView out) throws IOException {
    Compact.writeString(failure.eventId(), out);
    Compact.writeSigned(failure.timeMs(), out);
  }

  static Failure readFailure(DataInputView in) throws IOException {
    return new Failure(Compact.readString(in), Compact.readSigned(in));
  }
}
