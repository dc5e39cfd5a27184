package io.millrace.application.queries;

import java.util.List;

/**
 * What a question finds.
 *
 * @param items results as the wire format writes them
 * @param isComplete whether these are all; else there were too many, and the rest is left out
 */
public record Found(List<byte[]> items, boolean isComplete) {
  public Found {
    items = List.copyOf(items);
  }
}
