package io.millrace.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.WireFormat;

/** Events and results as JSON, as {@code docs/formats.md} describes them. */
public final class JsonWireFormat implements WireFormat {
  private static final long serialVersionUID = 1;

  @Override
  public EventDecoder decoder() {
    return new JsonEventDecoder();
  }

  @Override
  public ResultEncoder encoder() {
    return new JsonResultEncoder();
  }
}
