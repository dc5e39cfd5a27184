package io.millrace.application.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The binary form of a type. Holds no state, so that any number of threads may share it.
 *
 * @param <T> the type; null is no value of it
 */
public interface Codec<T> {
  /**
   * The version that {@link #write} writes, from 1. It rises with every change of the form. A codec
   * made of others gives each of them a byte, so that a version is older only if no byte of it is
   * newer.
   */
  default int version() {
    return 1;
  }

  /** Writes a value in the current version. */
  void write(T value, DataOutput out) throws IOException;

  /** Reads a value that was written in the given version, which is this one or an older one. */
  T read(int version, DataInput in) throws IOException;

  /**
   * A value that is equal and changes on its own; the same object where nothing of it ever changes.
   */
  default T copy(T value) {
    return value;
  }
}
