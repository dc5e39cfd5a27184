package io.millrace.application.queries;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a longer list, newest first.
 *
 * @param items results as the wire format writes them; fewer than asked for do not mean the end
 * @param next where the next page begins; null at the end
 */
public record Page(List<byte[]> items, @Nullable Position next) {
  public Page {
    items = List.copyOf(items);
  }
}
