package io.millrace.benchmarks.logins;

import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.ResultLine;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.FlinkContender;
import io.millrace.domain.event.Stream;
import io.millrace.flink.JobSpec;
import io.millrace.flink.MillraceJob;
import io.millrace.flink.RecordSource;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Our job, with one decision. */
final class Millrace extends FlinkContender {
  Millrace(Cluster cluster) {
    super(cluster, Stream.LOGINS);
  }

  @Override
  public String name() {
    return "Millrace";
  }

  @Override
  protected DataStream<ResultLine> lay(
      StreamExecutionEnvironment environment, RecordSource source) {
    return MillraceJob.build(
        environment,
        List.of(source),
        new JobSpec(Policies.DEFAULT, false, WIRE),
        "brute-force-login");
  }
}
