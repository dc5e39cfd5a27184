package io.millrace.benchmarks.contest;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.wire.ResultLine;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.job.MillraceJob;
import io.millrace.flink.sources.RecordSource;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Our job, with one decision. */
public final class MillraceContender extends FlinkContender {
  private final String decision;
  private final Engine engine;

  /** Makes a decision, by its name in the catalogue, over a stream. */
  public MillraceContender(Cluster cluster, Stream stream, String decision) {
    this(cluster, stream, decision, Engine.MACHINE);
  }

  private MillraceContender(Cluster cluster, Stream stream, String decision, Engine engine) {
    super(cluster, stream);
    this.decision = decision;
    this.engine = engine;
  }

  /** The same decision by a query of Flink SQL, over what the machine would get. */
  public static MillraceContender inSql(Cluster cluster, Stream stream, String decision) {
    return new MillraceContender(cluster, stream, decision, Engine.SQL);
  }

  /** The same decision by patterns of Flink CEP, over what the machine would get. */
  public static MillraceContender inCep(Cluster cluster, Stream stream, String decision) {
    return new MillraceContender(cluster, stream, decision, Engine.CEP);
  }

  @Override
  public String name() {
    return switch (engine) {
      case MACHINE -> "Millrace";
      case CEP -> "Flink CEP, copies dropped before";
      case SQL -> "Flink SQL, copies dropped before";
    };
  }

  @Override
  protected DataStream<ResultLine> build(
      StreamExecutionEnvironment environment, RecordSource source) {
    return MillraceJob.build(
        environment,
        List.of(source),
        new JobSpec(Catalogue.installed(), Policies.DEFAULT, engine, false, WIRE),
        decision);
  }
}
