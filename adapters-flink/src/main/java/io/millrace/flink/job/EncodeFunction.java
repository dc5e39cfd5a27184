package io.millrace.flink.job;

import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.result.Result;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Encodes the results of what is no machine, in the task that has decided them. */
final class EncodeFunction extends RichMapFunction<Result, ResultLine> {
  private static final long serialVersionUID = 1;

  private final WireFormat wire;
  private transient ResultEncoder encoder;

  @SuppressWarnings("NullAway.Init") // Flink calls open before all else
  EncodeFunction(WireFormat wire) {
    this.wire = wire;
  }

  @Override
  public void open(OpenContext context) {
    encoder = wire.encoder();
  }

  @Override
  public ResultLine map(Result result) {
    return encoder.line(result, null);
  }
}
