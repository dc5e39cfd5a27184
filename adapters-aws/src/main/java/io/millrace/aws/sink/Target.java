package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import java.io.Serializable;

/**
 * A stream, topic or set of tables.
 *
 * @param <R> what is sent of one result
 */
interface Target<R> extends Serializable {
  /** With so many calls for each one, all but one may be late before none is made. */
  int LATE = 4;

  /** The kind of sink in dead letters: {@code kinesis}. */
  String kind();

  /** The target's own name. */
  String name();

  /** The kind and the name, as a sentence would call it. */
  String described();

  Limits limits();

  R request(ResultLine line);

  /** A request's size as the service counts it, in bytes. */
  long size(R request);

  /** How many calls one writer makes at a time. */
  default int calls(SinkOptions options) {
    return options.maxInFlight();
  }

  /** How many calls one writer has open, those included that are late. */
  default int openCalls(SinkOptions options) {
    return isOrdered() ? 1 : LATE * calls(options);
  }

  /** Whether what has to be sent again holds up what came after it. */
  default boolean isOrdered() {
    return false;
  }

  Sender<R> open(SinkOptions options);
}
