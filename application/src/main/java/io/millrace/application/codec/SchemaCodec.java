package io.millrace.application.codec;

import io.millrace.domain.schema.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The binary form that follows from a schema: the fields one after the other, without their names.
 * So a field that is added, or one in another place, is another form. A record that has had more
 * than one needs a codec of its own.
 */
public final class SchemaCodec<R> implements Codec<R> {
  private final Schema<R> schema;

  /** The codec of a schema whose records can be built again. */
  public SchemaCodec(Schema<R> schema) {
    this.schema = schema;
  }

  @Override
  public void write(R value, DataOutput out) throws IOException {
    schema.write(value, new BinaryFieldWriter(out));
  }

  @Override
  public R read(int version, DataInput in) throws IOException {
    return schema.read(new BinaryFieldReader(in));
  }
}
