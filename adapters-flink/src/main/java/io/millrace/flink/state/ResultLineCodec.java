package io.millrace.flink.state;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Encoded results. */
final class ResultLineCodec implements Codec<ResultLine> {
  /** Known by their places before they were known by their names. */
  private static final int NAMES_TYPES = 4;

  /** Looked for when the first is read: whoever writes has the type. */
  private static final class Types {
    static final Map<String, ResultType> BY_NAME =
        Catalogue.installed().resultTypes().stream()
            .collect(Collectors.toUnmodifiableMap(ResultType::id, type -> type));
  }

  /**
   * 2: with the trace. 3: with what it is found by; an older one is found by nothing. 4: with the
   * name of its type.
   */
  @Override
  public int version() {
    return NAMES_TYPES;
  }

  @Override
  public void write(ResultLine value, DataOutput out) throws IOException {
    Compact.writeString(value.type().id(), out);
    Compact.writeBytes(value.json(), out);
    Compact.writeOptional(value.trace(), out);
    Compact.writeList(value.found(), out, Compact::writeString);
  }

  @Override
  public ResultLine read(int version, DataInput in) throws IOException {
    ResultType type = version < NAMES_TYPES ? FirstTypes.IN_ORDER.get(in.readByte()) : named(in);
    byte[] json = Compact.readBytes(in);
    String trace = version < 2 ? null : Compact.readOptional(in);
    List<String> found = version < 3 ? List.of() : Compact.readList(in, Compact::readString);
    return new ResultLine(type, found, json, trace);
  }

  private static ResultType named(DataInput in) throws IOException {
    String name = Compact.readString(in);
    ResultType type = Types.BY_NAME.get(name);
    if (type == null) {
      throw new IOException(
          "a result of the type " + name + ", which no module on the class path makes");
    }
    return type;
  }
}
