package io.millrace.application.queries;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.kernel.Windowed;
import io.millrace.domain.policy.Policies;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What windows a kind of result has: how long each is, and how often one begins, in milliseconds.
 * All begin at multiples of the slide.
 */
public record WindowSize(long windowMs, long slideMs) implements Serializable {
  /** The sizes of the windows of results: those that their machines are {@link Windowed} by. */
  public static Map<ResultType, WindowSize> by(Catalogue catalogue, Policies policies) {
    Map<ResultType, WindowSize> all = new LinkedHashMap<>();
    for (DecisionEntry<?, ?, ?> entry : catalogue.entries()) {
      if (entry.by(policies).machine() instanceof Windowed windowed) {
        WindowSize size = of(windowed.sizes());
        entry.results(policies).stream()
            .filter(WindowSize::isOfWindow)
            .forEach(type -> all.put(type, size));
      }
    }
    return all;
  }

  private static boolean isOfWindow(ResultType type) {
    return type.schema().fields().stream().anyMatch(field -> field.name().equals("window_end"));
  }

  /** Windows that do not slide follow each other. */
  private static WindowSize of(Map<String, Long> sizes) {
    long windowMs = size(sizes, ".window_ms").orElseThrow();
    return new WindowSize(windowMs, size(sizes, ".slide_ms").orElse(windowMs));
  }

  private static Optional<Long> size(Map<String, Long> sizes, String ending) {
    return sizes.entrySet().stream()
        .filter(size -> size.getKey().endsWith(ending))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Windows that follow each other without a gap. */
  public static WindowSize tumbling(long windowMs) {
    return new WindowSize(windowMs, windowMs);
  }

  /** The first begin of a window at an instant or after it. */
  public long startFrom(long epochMs) {
    return -Math.floorDiv(-epochMs, slideMs) * slideMs;
  }

  /** The begin of the last window that has ended by an instant. */
  public long lastEndedBy(long epochMs) {
    return Math.floorDiv(epochMs - windowMs, slideMs) * slideMs;
  }
}
