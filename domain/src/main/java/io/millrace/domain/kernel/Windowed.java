package io.millrace.domain.kernel;

import java.util.SortedMap;

/**
 * Of a machine whose state is cut into windows. An open window holds sums, not events: it cannot be
 * cut anew, and under another size its label would be wrong. So a driver goes on from kept state
 * only under the sizes that it was kept by.
 */
public interface Windowed {
  /**
   * The sizes that the state is cut by, in milliseconds, each by its name in a policy file: {@code
   * product_revenue.window_ms}, and a {@code slide_ms} where windows overlap.
   */
  SortedMap<String, Long> sizes();
}
