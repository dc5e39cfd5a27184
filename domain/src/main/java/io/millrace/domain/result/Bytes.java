package io.millrace.domain.result;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes as a value. The array is shared, not copied: nobody changes it. */
public final class Bytes {
  private final byte[] content;

  /** Wraps an array that nobody will change. */
  public Bytes(byte[] content) {
    this.content = content;
  }

  /** The bytes themselves; not to be changed. */
  public byte[] content() {
    return content;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return content.length + " bytes";
  }
}
