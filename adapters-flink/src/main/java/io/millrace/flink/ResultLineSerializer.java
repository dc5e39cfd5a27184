package io.millrace.flink;

import io.millrace.domain.result.ResultType;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes encoded results between operators; they are part of no state. */
final class ResultLineSerializer extends ValueSerializer<ResultLine> {
  private static final long serialVersionUID = 1;
  private static final List<ResultType> TYPES = List.of(ResultType.values());

  static final TypeInformation<ResultLine> TYPE =
      new SerializerTypeInfo<>(ResultLine.class, new ResultLineSerializer());

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public ResultLine createInstance() {
    return new ResultLine(ResultType.ALERTS, new byte[0]);
  }

  @Override
  public ResultLine copy(ResultLine from) {
    return from;
  }

  @Override
  public void serialize(ResultLine line, DataOutputView out) throws IOException {
    out.writeByte(TYPES.indexOf(line.type()));
    Binary.writeBytes(line.json(), out);
  }

  @Override
  public ResultLine deserialize(DataInputView in) throws IOException {
    return new ResultLine(TYPES.get(in.readByte()), Binary.readBytes(in));
  }

  @Override
  public TypeSerializerSnapshot<ResultLine> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResultLineSerializer;
  }

  @Override
  public int hashCode() {
    return ResultLineSerializer.class.getName().hashCode();
  }

  /** For Flink, which makes it by its name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ResultLine> {
    /** A snapshot of the one serializer that there is. */
    public Snapshot() {
      super(ResultLineSerializer::new);
    }
  }
}
