package io.millrace.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.json.mapping.Mapping;
import java.util.HashMap;
import java.util.Map;

/**
 * Events and results as JSON objects in UTF-8. Holds nothing but mappings, so that it can travel
 * with a job.
 *
 * @param mappings by the stream that each is for; the records of all others are as the stream has
 *     them
 */
public record JsonWireFormat(Map<Stream, Mapping> mappings) implements WireFormat {
  /** Streams as they are. */
  public JsonWireFormat() {
    this(Map.of());
  }

  /** The same, with the records of one more stream in another shape. */
  public JsonWireFormat with(Mapping mapping) {
    Map<Stream, Mapping> more = new HashMap<>(mappings);
    if (more.put(mapping.stream(), mapping) != null) {
      throw new IllegalArgumentException("two mappings for " + mapping.stream().id());
    }
    return new JsonWireFormat(Map.copyOf(more));
  }

  @Override
  public EventDecoder decoder() {
    return mappings.isEmpty() ? new JsonEventDecoder() : new MappedEventDecoder(mappings);
  }

  @Override
  public ResultEncoder encoder() {
    return new JsonResultEncoder();
  }
}
