package io.millrace.application.catalogue;

import io.millrace.domain.event.Stream;
import java.util.List;

/** Brings streams that were declared as data, and no decisions. */
public record DeclaredStreams(List<Stream> streams) implements DecisionModule {
  /** Keeps the streams. */
  public DeclaredStreams {
    streams = List.copyOf(streams);
  }

  @Override
  public List<DecisionEntry<?, ?, ?>> decisions() {
    return List.of();
  }
}
