package io.millrace.testkit;

import io.millrace.application.codec.BinaryFieldWriter;
import io.millrace.application.codec.Codec;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of values. */
final class Written {
  private Written() {}

  static <T> byte[] bytes(Codec<T> codec, T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      codec.write(value, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new BrokenLaw(Law.CODECS, "writing " + Told.one(value) + " fails: " + e);
    }
    return bytes.toByteArray();
  }

  /** What was written in a version; nothing of it may be left over. */
  static <T> T read(Codec<T> codec, int version, byte[] bytes) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      T value = codec.read(version, in);
      if (in.available() > 0) {
        throw new BrokenLaw(
            Law.CODECS,
            "reading %s leaves %d of its %d bytes"
                .formatted(Told.one(value), in.available(), bytes.length));
      }
      return value;
    } catch (IOException e) {
      throw new BrokenLaw(
          Law.CODECS,
          "reading %d bytes of version %d fails: %s".formatted(bytes.length, version, e));
    }
  }

  /**
   * The value as read from what is written of it. Where values of the type can be equal, it must be
   * equal: then a field that is not written is found at once.
   */
  static <T> T again(Codec<T> codec, T value) {
    byte[] bytes = bytes(codec, value);
    T read = read(codec, codec.version(), bytes);
    T twin = read(codec, codec.version(), bytes);
    if (read != twin && read.equals(twin) && !read.equals(value)) {
      throw new BrokenLaw(
          Law.CODECS, "%s is read as %s".formatted(Told.one(value), Told.one(read)));
    }
    return read;
  }

  /** The same for an event, which has one form only, and keeps its place. */
  static <E extends Event> E eventAgain(Codec<E> codec, E event) {
    E read = again(codec, event);
    if (Event.ORDER.compare(read, event) != 0
        || !Arrays.equals(bytes(codec, event), bytes(codec, read))) {
      throw new BrokenLaw(
          Law.CODECS, "%s is read as %s".formatted(Told.one(event), Told.one(read)));
    }
    return read;
  }

  /** The bytes of a result, as characters; the text of what has no schema. */
  static String of(Object decided) {
    if (!(decided instanceof Result result)) {
      return String.valueOf(decided);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(result.schema(), result, bytes);
    } catch (IOException e) {
      throw new IllegalStateException("the schema of " + decided + " cannot write it", e);
    }
    return result.schema().name() + bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @SuppressWarnings("unchecked") // a result's schema is of its type
  private static <R> void write(Schema<R> schema, Result result, ByteArrayOutputStream bytes)
      throws IOException {
    schema.write((R) result, new BinaryFieldWriter(new DataOutputStream(bytes)));
  }
}
