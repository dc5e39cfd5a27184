package io.millrace.flink.sources;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.WireFormat;

/** Reads places as {@link SeveralTexts} and writes nothing. */
public record SeveralTextsFormat(String mark) implements WireFormat {
  @Override
  public EventDecoder decoder() {
    return new SeveralTexts(mark);
  }

  @Override
  public ResultEncoder encoder() {
    throw new UnsupportedOperationException("nothing is written here");
  }
}
