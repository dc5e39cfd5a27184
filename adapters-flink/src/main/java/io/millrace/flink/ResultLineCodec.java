package io.millrace.flink;

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

  @Override
  public void write(ResultLine value, DataOutputView out) throws IOException {
    out.writeByte(Compact.codeOf(value.type()));
    Compact.writeBytes(value.json(), out);
  }

  @Override
  public ResultLine read(int version, DataInputView in) throws IOException {
    return new ResultLine(TYPES[in.readByte()], Compact.readBytes(in));
  }
}
