package io.millrace.application.wire;

import io.millrace.domain.result.Result;

/** Writes results. For use by one thread. */
public interface ResultEncoder {
  /** One JSON object in UTF-8, on one line, without a line end. */
  byte[] encode(Result result);
}
