package io.millrace.testkit;

import io.millrace.application.codec.Compact;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The bytes that an older version wrote. */
final class Form {
  private interface Part {
    void write(DataOutputStream out) throws IOException;
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  byte[] bytes() {
    return bytes.toByteArray();
  }

  Form octet(int value) {
    return with(out -> out.writeByte(value));
  }

  Form flag(boolean value) {
    return with(out -> out.writeBoolean(value));
  }

  Form whole(long value) {
    return with(out -> out.writeLong(value));
  }

  Form signed(long value) {
    return with(out -> Compact.writeSigned(value, out));
  }

  Form unsigned(long value) {
    return with(out -> Compact.writeUnsigned(value, out));
  }

  Form real(double value) {
    return with(out -> out.writeDouble(value));
  }

  Form text(String value) {
    return with(out -> Compact.writeString(value, out));
  }

  private Form with(Part part) {
    try {
      part.write(new DataOutputStream(bytes));
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
