package io.millrace.flink.codec;

import io.millrace.application.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;

/**
 * For immutable records that never leave the task that made them, because their operators are
 * chained. Whoever breaks the chain gets an exception, not a slow fallback.
 */
public final class NeverWritten implements Codec<Object> {
  @Override
  public void write(Object value, DataOutput out) {
    throw new UnsupportedOperationException("the chain is broken behind " + value);
  }

  @Override
  public Object read(int version, DataInput in) {
    throw new UnsupportedOperationException("nothing was written");
  }
}
