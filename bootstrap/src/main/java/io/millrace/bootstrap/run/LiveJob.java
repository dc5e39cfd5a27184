package io.millrace.bootstrap.run;

import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.flink.job.MillraceJob;
import io.millrace.flink.job.ResultsOfTypes;
import io.millrace.flink.sources.RecordSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job between the live sources and sinks that the settings name. */
public final class LiveJob {
  private LiveJob() {}

  /**
   * Builds the job in an environment; of its configuration it sets what the managed service allows.
   *
   * @throws io.millrace.files.UsageException if a connector is refused: a topic of Kafka that is
   *     not there, a transaction that is given up before its checkpoint is complete
   */
  public static void build(StreamExecutionEnvironment environment, Settings settings) {
    Connectors connectors = new Connectors(settings, environment);
    List<RecordSource> sources = settings.sources().stream().map(connectors::source).toList();
    DataStream<ResultLine> results =
        MillraceJob.build(
            environment,
            sources,
            new JobSpec(
                settings.catalogue(),
                settings.policies(),
                Engine.MACHINE,
                settings.signals(),
                settings.wire()));
    Set<ResultType> uncounted = settings.catalogue().resultTypes();
    for (SinkSettings sink : settings.sinks()) {
      Set<ResultType> counted = new LinkedHashSet<>(sink.results());
      counted.retainAll(uncounted);
      uncounted.removeAll(counted);
      results
          .filter(new ResultsOfTypes(sink.name(), sink.results(), counted))
          .name("results for " + sink.name())
          .uid("results-" + sink.name())
          .sinkTo(connectors.sink(sink))
          .name("write " + sink.name())
          .uid("sink-" + sink.name());
    }
  }
}
