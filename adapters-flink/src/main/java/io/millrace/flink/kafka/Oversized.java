package io.millrace.flink.kafka;

import io.millrace.application.wire.ResultLine;
import java.io.IOException;
import java.io.Serializable;

/** Where results go that are larger than a broker takes. */
@FunctionalInterface
public interface Oversized extends Serializable {
  /**
   * Keeps a result, and returns when it is durable.
   *
   * @param topic where it was meant to go
   * @param detail how large it is and may be, as a sentence
   */
  void keep(String topic, ResultLine line, String detail) throws IOException;
}
