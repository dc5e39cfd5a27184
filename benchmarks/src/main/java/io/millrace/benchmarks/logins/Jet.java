package io.millrace.benchmarks.logins;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Edge;
import com.hazelcast.jet.core.Vertex;
import com.hazelcast.jet.core.metrics.Measurement;
import com.hazelcast.jet.core.processor.SinkProcessors;
import com.hazelcast.jet.pipeline.FileSinkBuilder;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.domain.event.Login;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rule by hand in a job of Hazelcast Jet, of processors as an expert would write them. One
 * member, in this process, runs it; with checkpoints it is exactly once, and its snapshots lie in
 * the member's memory.
 */
final class Jet implements Contender {
  private final Setup setup;
  private @Nullable HazelcastInstance member;
  private long checkpointBytes;

  Jet(Setup setup) {
    this.setup = setup;
  }

  @Override
  public String name() {
    return "Hazelcast Jet";
  }

  @Override
  public long checkpointBytes() {
    return checkpointBytes;
  }

  /** Starts the member, which is there before jobs are, as a cluster of Flink is. */
  @Override
  public void prepare() {
    System.setProperty("hazelcast.logging.type", "none");
    Config config = new Config();
    config
        // There are no jobs of lost members to look for; while it stops, the look would fail.
        .setProperty("hazelcast.jet.job.scan.period", "86400000")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false");
    config.getJetConfig().setEnabled(true);
    NetworkConfig network = config.getNetworkConfig();
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    network.getJoin().getAutoDetectionConfig().setEnabled(false);
    network.getJoin().getMulticastConfig().setEnabled(false);
    member = Hazelcast.newHazelcastInstance(config);
  }

  @Override
  public void release() {
    Objects.requireNonNull(member).shutdown();
    member = null;
  }

  @Override
  public void run(Path input, Path output) {
    Job job = submit(input, output);
    job.join();
    checkpointBytes =
        job.getMetrics().get(JetDetection.CHECKPOINT_BYTES).stream()
            .mapToLong(Measurement::value)
            .sum();
  }

  /** Starts the job. */
  Job submit(Path input, Path output) {
    String file = input.toString();
    boolean isSafe = !setup.betweenCheckpoints().isZero();
    DAG dag = new DAG();
    Vertex read = dag.newVertex("read", () -> new JetSource(file)).localParallelism(1);
    Vertex decide =
        dag.newVertex("decide", JetDetection::new).localParallelism(setup.parallelism());
    Vertex write =
        dag.newVertex(
                "write",
                SinkProcessors.<String>writeFileP(
                    output.toString(),
                    StandardCharsets.UTF_8,
                    null,
                    FileSinkBuilder.DISABLE_ROLLING,
                    isSafe,
                    line -> line))
            .localParallelism(1);
    dag.edge(Edge.between(read, decide).partitioned((Login login) -> login.userId()))
        .edge(Edge.between(decide, write));
    JobConfig config = new JobConfig().setStoreMetricsAfterJobCompletion(true);
    if (isSafe) {
      config
          .setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE)
          .setSnapshotIntervalMillis(setup.betweenCheckpoints().toMillis());
    }
    return Objects.requireNonNull(member).getJet().newJob(dag, config);
  }
}
