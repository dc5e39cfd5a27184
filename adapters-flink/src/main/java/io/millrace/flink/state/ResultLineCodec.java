package io.millrace.flink.state;

import io.millrace.application.wire.ResultLine;
import io.millrace.domain.result.ResultType;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Encoded results. */
final class ResultLineCodec implements Codec<ResultLine> {
  private static final ResultType[] TYPES = ResultType.values();

  /** 2: with the trace. */
  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(ResultLine value, DataOutputView out) throws IOException {
    out.writeByte(Compact.codeOf(value.type()));
    Compact.writeBytes(value.json(), out);
    Compact.writeOptional(value.trace(), out);
  }

  @Override
  public ResultLine read(int version, DataInputView in) throws IOException {
    ResultType type = TYPES[in.readByte()];
    byte[] json = Compact.readBytes(in);
    return new ResultLine(type, json, version < 2 ? null : Compact.readOptional(in));
  }
}
