package io.millrace.benchmarks.contest;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.codec.Compact;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Results, encoded, on their way to the sink. */
public final class ResultLines {
  /** Their type. */
  public static final FlinkType<ResultLine> TYPE = FlinkType.of(ResultLine.class, new Form());

  private ResultLines() {}

  private static final class Form implements FlinkType.Form<ResultLine> {
    private static final long serialVersionUID = 1;
    private static final List<ResultType> TYPES = List.copyOf(Catalogue.installed().resultTypes());

    @Override
    public void write(ResultLine value, DataOutputView out) throws IOException {
      out.writeByte(TYPES.indexOf(value.type()));
      Compact.writeBytes(value.json(), out);
    }

    @Override
    public ResultLine read(DataInputView in) throws IOException {
      return new ResultLine(TYPES.get(in.readByte()), List.of(), Compact.readBytes(in));
    }
  }
}
