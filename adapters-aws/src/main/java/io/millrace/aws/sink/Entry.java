package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import java.io.Serializable;

/**
 * A result on its way. Serializable in name only, because AsyncSinkWriter demands it: {@link
 * EntrySerializer} writes it.
 *
 * @param request made of the line, once
 * @param size of the request, in bytes
 * @param attempts how often it was sent
 */
record Entry<R>(ResultLine line, R request, long size, int attempts) implements Serializable {
  private static final long serialVersionUID = 1;

  static <R> Entry<R> of(ResultLine line, Target<R> target, int attempts) {
    R request = target.request(line);
    return new Entry<>(line, request, target.size(request), attempts);
  }

  Entry<R> attempted() {
    return new Entry<>(line, request, size, attempts + 1);
  }
}
