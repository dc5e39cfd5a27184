package io.millrace.benchmarks.windows;

import io.millrace.application.codec.Compact;
import io.millrace.benchmarks.contest.FlinkType;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.StreamEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What windows need of a request: with no id, since copies are not looked for. */
record ResponseTo(String endpoint, double latencyMs) {
  static final FlinkType<ResponseTo> TYPE = FlinkType.of(ResponseTo.class, new Form());

  static void project(StreamEvent event, Consumer<ResponseTo> out) {
    Request request = (Request) event;
    out.accept(new ResponseTo(request.endpointId(), request.latencyMs()));
  }

  private static final class Form implements FlinkType.Form<ResponseTo> {
    private static final long serialVersionUID = 1;

    @Override
    public void write(ResponseTo value, DataOutputView out) throws IOException {
      Compact.writeString(value.endpoint, out);
      out.writeDouble(value.latencyMs);
    }

    @Override
    public ResponseTo read(DataInputView in) throws IOException {
      return new ResponseTo(Compact.readString(in), in.readDouble());
    }
  }
}
