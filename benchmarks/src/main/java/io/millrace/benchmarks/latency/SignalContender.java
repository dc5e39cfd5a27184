package io.millrace.benchmarks.latency;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.wire.ResultLine;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.FlinkContender;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.job.MillraceJob;
import io.millrace.flink.sources.RecordSource;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Our job with one rule, with and without signals; its other results must be the same. */
final class SignalContender extends FlinkContender {
  private final boolean signals;

  SignalContender(Cluster cluster, boolean signals) {
    super(cluster, Stream.LOGINS);
    this.signals = signals;
  }

  @Override
  public String name() {
    return signals ? "with signals" : "without";
  }

  @Override
  public Predicate<String> scope() {
    return line -> !line.contains("\"phase\"");
  }

  @Override
  protected DataStream<ResultLine> build(
      StreamExecutionEnvironment environment, RecordSource source) {
    return MillraceJob.build(
        environment,
        List.of(source),
        new JobSpec(Catalogue.installed(), Policies.DEFAULT, Engine.MACHINE, signals, WIRE),
        "brute-force-login");
  }
}
