package io.millrace.benchmarks.history;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.flink.job.MillraceJob;
import io.millrace.flink.sinks.FileSinks;
import io.millrace.flink.sources.FileRecords;
import io.millrace.json.JsonWireFormat;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job over a folder of streams, with every decision that reads what is in it. */
record AllDecisions(Cluster cluster) implements Contender {
  @Override
  public String name() {
    return "the job";
  }

  @Override
  public long checkpointBytes() {
    return cluster.checkpointBytes();
  }

  @Override
  public void run(Path input, Path output) throws Exception {
    StreamExecutionEnvironment environment = cluster.environment();
    MillraceJob.build(
            environment,
            FileRecords.abreast(InputFolder.open(input, Catalogue.installed().streams()).files()),
            new JobSpec(Catalogue.installed(), Policies.DEFAULT, new JsonWireFormat()))
        .sinkTo(FileSinks.results(output));
    cluster.run(environment);
  }
}
