package io.millrace.application.latency;

import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stream;
import io.millrace.domain.latency.LatencyPanes;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.latency.LatencySummarizing;
import io.millrace.domain.latency.ResponseTime;

/** Latency of endpoints in rolling windows. */
public final class EndpointLatencyEntry {
  private EndpointLatencyEntry() {}

  /** The entry. */
  public static final DecisionEntry<LatencyPanes, ResponseTime, ?> ENTRY =
      DecisionEntry.named("endpoint-latency")
          .written(new SchemaCodec<>(ResponseTime.SCHEMA), new LatencyPanesCodec())
          .reads(Reads.from(Stream.REQUESTS, Request.class, Request::endpointId, ResponseTime::of))
          .alsoBy(Engine.SQL, policies -> true)
          .remembersBy("endpoint_latency.window_ms")
          .makes(ResultType.ENDPOINT_LATENCY)
          .decidedBy(LatencyPolicy.SECTION, LatencySummarizing::new);
}
