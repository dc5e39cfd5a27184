package io.millrace.application.wire;

import io.millrace.domain.result.ResultType;
import org.jspecify.annotations.Nullable;

/**
 * A result in its wire format, without a line end: what travels from the decisions to the sinks.
 *
 * @param json not to be changed by anyone
 * @param trace the trace of the one record that the result is about, if it has one
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: lines are never compared
public record ResultLine(ResultType type, byte[] json, @Nullable String trace) {

  /** A result that belongs to no trace. */
  public ResultLine(ResultType type, byte[] json) {
    this(type, json, null);
  }
}
