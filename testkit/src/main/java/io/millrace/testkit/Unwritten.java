package io.millrace.testkit;

import io.millrace.application.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;

/** For values that are never written. */
record Unwritten<T>() implements Codec<T> {
  @Override
  public void write(T value, DataOutput out) {
    throw new UnsupportedOperationException("it is not said how this is written: " + value);
  }

  @Override
  public T read(int version, DataInput in) {
    throw new UnsupportedOperationException("it is not said how this is read");
  }
}
