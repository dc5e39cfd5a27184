package io.millrace.application.wire;

import io.millrace.domain.result.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes results. For use by one thread. */
public interface ResultEncoder {
  /** One JSON object in UTF-8, on one line, without a line end. */
  byte[] encode(Result result);

  /** What the result that was written last is {@link ResultLine#found found by}. */
  default List<String> found() {
    return List.of();
  }

  /** A result as it travels to the sinks; see {@link ResultLine#trace}. */
  default ResultLine line(Result result, @Nullable String trace) {
    byte[] json = encode(result);
    return new ResultLine(ResultType.of(result), found(), json, trace);
  }
}
