package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Encoded results. */
final class ResultLineCodec implements Codec<ResultLine> {
  private static final ResultType[] TYPES = ResultType.values();

  /** 2: with the trace. 3: with what it is found by; an older one is found by nothing. */
  @Override
  public int version() {
    return 3;
  }

  @Override
  public void write(ResultLine value, DataOutput out) throws IOException {
    out.writeByte(Compact.codeOf(value.type()));
    Compact.writeBytes(value.json(), out);
    Compact.writeOptional(value.trace(), out);
    Compact.writeList(value.found(), out, Compact::writeString);
  }

  @Override
  public ResultLine read(int version, DataInput in) throws IOException {
    ResultType type = TYPES[in.readByte()];
    byte[] json = Compact.readBytes(in);
    String trace = version < 2 ? null : Compact.readOptional(in);
    List<String> found = version < 3 ? List.of() : Compact.readList(in, Compact::readString);
    return new ResultLine(type, found, json, trace);
  }
}
