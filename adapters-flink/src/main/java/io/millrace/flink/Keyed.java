package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** An event on its way to what decides for its key. */
public record Keyed<E extends Event>(String key, E event) {
  /** The type of what a decision reads. */
  static <E extends Event> TypeInformation<Keyed<E>> type(String decision) {
    return new CodecType<>(CodecIds.keyed(decision), Keyed.class);
  }
}
