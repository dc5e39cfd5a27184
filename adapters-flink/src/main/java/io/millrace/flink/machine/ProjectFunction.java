package io.millrace.flink.machine;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.state.DecisionRef;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Takes from the events of a stream what a decision needs, before they cross the network. */
public final class ProjectFunction<E extends Event> extends RichMapFunction<StreamEvent, Keyed<E>> {
  private static final long serialVersionUID = 1;

  private final DecisionRef decision;
  private final Stream stream;
  private transient Reads<E> reads;

  @SuppressWarnings("NullAway.Init") // Flink calls open before all else
  public ProjectFunction(DecisionRef decision, Stream stream) {
    this.decision = decision;
    this.stream = stream;
  }

  @Override
  @SuppressWarnings({
    "unchecked",
    "NullAway.Init"
  }) // the reference names a decision of these events
  public void open(OpenContext context) {
    for (Reads<E> one : ((Decision<?, E, ?>) decision.resolve()).reads()) {
      if (one.stream().equals(stream)) {
        reads = one;
      }
    }
  }

  @Override
  public Keyed<E> map(StreamEvent event) {
    return new Keyed<>(reads.key().apply(event), reads.input().apply(event));
  }
}
