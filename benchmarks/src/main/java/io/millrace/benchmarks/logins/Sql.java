package io.millrace.benchmarks.logins;

import io.millrace.application.catalogue.Engine;
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

/** The decision in Flink SQL: {@code brute-force.sql}, over what our machine would get. */
final class Sql extends FlinkContender {
  Sql(Cluster cluster) {
    super(cluster, Stream.LOGINS);
  }

  @Override
  public String name() {
    return "Flink SQL, MATCH_RECOGNIZE";
  }

  @Override
  protected DataStream<ResultLine> lay(
      StreamExecutionEnvironment environment, RecordSource source) {
    return MillraceJob.build(
        environment,
        List.of(source),
        new JobSpec(Policies.DEFAULT, Engine.SQL, false, false, WIRE),
        "brute-force-login");
  }
}
