package io.millrace.benchmarks.contest;

import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.ResultLine;
import io.millrace.domain.event.Stream;
import io.millrace.flink.JobSpec;
import io.millrace.flink.MillraceJob;
import io.millrace.flink.RecordSource;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Our job, with one decision. */
public final class MillraceContender extends FlinkContender {
  private final String decision;

  /** Makes a decision, by its name in the catalogue, over a stream. */
  public MillraceContender(Cluster cluster, Stream stream, String decision) {
    super(cluster, stream);
    this.decision = decision;
  }

  @Override
  public String name() {
    return "Millrace";
  }

  @Override
  protected DataStream<ResultLine> lay(
      StreamExecutionEnvironment environment, RecordSource source) {
    return MillraceJob.build(
        environment, List.of(source), new JobSpec(Policies.DEFAULT, false, WIRE), decision);
  }
}
