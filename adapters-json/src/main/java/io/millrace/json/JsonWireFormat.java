package io.millrace.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.WireFormat;

/** Events and results as JSON objects in UTF-8. Holds nothing, so that it can travel with a job. */
public record JsonWireFormat() implements WireFormat {
  @Override
  public EventDecoder decoder() {
    return new JsonEventDecoder();
  }

  @Override
  public ResultEncoder encoder() {
    return new JsonResultEncoder();
  }
}
