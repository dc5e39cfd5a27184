package io.millrace.flink.access;

import io.millrace.domain.access.FailedLogins;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Counts of failed logins. */
public final class FailedLoginsCodec implements Codec<FailedLogins> {
  @Override
  public void write(FailedLogins value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.windowStartMs(), out);
    Compact.writeUnsigned(value.failures(), out);
  }

  @Override
  public FailedLogins read(int version, DataInputView in) throws IOException {
    return new FailedLogins(Compact.readSigned(in), Compact.readUnsigned(in));
  }
}
