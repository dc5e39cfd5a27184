package io.millrace.bootstrap.run;

import io.millrace.application.wire.ResultLine;
import io.millrace.bootstrap.config.Settings;
import io.millrace.bootstrap.config.SinkSettings;
import io.millrace.bootstrap.config.SourceSettings;
import io.millrace.flink.RecordSource;
import org.apache.flink.api.connector.sink2.Sink;

/** Makes Flink's sources and sinks of what the settings name. */
final class Edges {
  private Edges() {}

  static RecordSource source(SourceSettings source, Settings settings, int parallelism) {
    throw new UnsupportedOperationException();
  }

  static Sink<ResultLine> sink(SinkSettings sink, Settings settings) {
    throw new UnsupportedOperationException();
  }
}
