package io.millrace.application.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;

/** What codecs write to, and read from again. */
public final class Buffer extends DataOutputStream {
  private final ByteArrayOutputStream bytes;

  /** An empty one. */
  public Buffer() {
    this(new ByteArrayOutputStream());
  }

  private Buffer(ByteArrayOutputStream bytes) {
    super(bytes);
    this.bytes = bytes;
  }

  /** What was written. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The reading of what was written. */
  public DataInputStream read() {
    return read(bytes());
  }

  /** The reading of bytes. */
  public static DataInputStream read(byte[] written) {
    return new DataInputStream(new ByteArrayInputStream(written));
  }
}
