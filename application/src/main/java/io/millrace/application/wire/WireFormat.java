package io.millrace.application.wire;

import java.io.Serializable;

/** How events come in and results go out. Serializable, so that it can travel with a job. */
public interface WireFormat extends Serializable {
  /** A decoder for one thread. */
  EventDecoder decoder();

  /** An encoder for one thread. */
  ResultEncoder encoder();
}
