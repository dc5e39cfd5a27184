package io.millrace.domain.latency;

import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Windowed;
import io.millrace.domain.kernel.Windows;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums up how long an endpoint takes, in sliding windows. A request goes into one pane, not into
 * every window that it belongs to; a window is merged from its panes when it ends.
 */
public final class LatencySummarizing
    implements StateMachine<LatencyPanes, ResponseTime, Result>, Windowed {
  private final long windowMs;
  private final long slideMs;

  /** Sums up by the given policy. */
  public LatencySummarizing(LatencyPolicy policy) {
    this.windowMs = policy.windowMs();
    this.slideMs = policy.slideMs();
  }

  @Override
  public SortedMap<String, Long> sizes() {
    return new TreeMap<>(
        Map.of("endpoint_latency.window_ms", windowMs, "endpoint_latency.slide_ms", slideMs));
  }

  @Override
  public LatencyPanes initial() {
    return LatencyPanes.NONE;
  }

  @Override
  public LatencyPanes onEvent(
      String endpointId, LatencyPanes state, ResponseTime time, Outbox<? super Result> out) {
    long startMs = Windows.startOf(time.eventTimeMs(), slideMs);
    LatencyPanes next =
        state == LatencyPanes.NONE ? new LatencyPanes(startMs + slideMs, new ArrayList<>()) : state;
    List<LatencyPane> panes = next.panes();
    if (panes.isEmpty() || panes.get(panes.size() - 1).startMs() != startMs) {
      panes.add(LatencyPane.at(startMs));
    }
    panes.get(panes.size() - 1).add(time.latencyMs());
    return next;
  }

  @Override
  public long deadline(LatencyPanes state) {
    return state == LatencyPanes.NONE ? NEVER : state.nextEndMs() - 1;
  }

  @Override
  public LatencyPanes onDeadline(
      String endpointId, LatencyPanes state, Outbox<? super Result> out) {
    LatencyPane window = LatencyPane.at(state.nextEndMs() - windowMs);
    state.panes().forEach(window::add);
    out.emit(window.summary(endpointId, windowMs));
    long nextEndMs = state.nextEndMs() + slideMs;
    state.panes().removeIf(pane -> pane.startMs() < nextEndMs - windowMs);
    return state.panes().isEmpty() ? LatencyPanes.NONE : new LatencyPanes(nextEndMs, state.panes());
  }
}
