package io.millrace.domain.latency;

import java.util.ArrayList;
import java.util.List;

/**
 * The panes that windows yet to come will need, oldest first, and where the next window ends.
 *
 * @param nextEndMs the end, exclusive, of the earliest window that is not complete
 * @param panes changed in place, except those of {@link #NONE}
 */
public record LatencyPanes(long nextEndMs, List<LatencyPane> panes) {
  /** No request lately. */
  public static final LatencyPanes NONE = new LatencyPanes(Long.MAX_VALUE, List.of());

  /** Equal panes that change on their own. */
  public LatencyPanes copy() {
    List<LatencyPane> copies = new ArrayList<>(panes.size());
    panes.forEach(pane -> copies.add(pane.copy()));
    return this == NONE ? NONE : new LatencyPanes(nextEndMs, copies);
  }
}
