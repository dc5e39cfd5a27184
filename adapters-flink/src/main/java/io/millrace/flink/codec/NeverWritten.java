package io.millrace.flink.codec;

import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * For immutable records that never leave the task that made them, because their operators are
 * chained. Whoever breaks the chain gets an exception, not a slow fallback.
 */
public final class NeverWritten implements Codec<Object> {
  @Override
  public void write(Object value, DataOutputView out) {
    throw new UnsupportedOperationException("the chain is broken behind " + value);
  }

  @Override
  public Object read(int version, DataInputView in) {
    throw new UnsupportedOperationException("nothing was written");
  }
}
