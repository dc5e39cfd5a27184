package io.millrace.flink.local;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Makes every cluster in this process one that only this machine can reach, and that takes no
 * orders over its web interface. Flink's own defaults are the opposite: all interfaces, and any JAR
 * that someone uploads is run. What a caller sets about addresses is overruled.
 */
public final class Loopback {
  /** Where everything listens. */
  public static final String ADDRESS = "127.0.0.1";

  /** Who may come in through Flink's web interface; not set where a cluster is not ours. */
  static final ConfigOption<RestDoor.Rule> DOOR =
      ConfigOptions.key("millrace.rest.door").enumType(RestDoor.Rule.class).noDefaultValue();

  private Loopback() {}

  /** The same configuration, on loopback, with a web interface that answers nobody. */
  public static Configuration closed(Configuration given) {
    Configuration cluster = new Configuration(given);
    cluster.set(JobManagerOptions.ADDRESS, ADDRESS);
    cluster.set(JobManagerOptions.BIND_HOST, ADDRESS); // of the server of blobs too
    cluster.set(TaskManagerOptions.HOST, ADDRESS);
    cluster.set(TaskManagerOptions.BIND_HOST, ADDRESS); // of records in transit, and of rows of SQL
    cluster.set(RestOptions.ADDRESS, ADDRESS);
    cluster.set(RestOptions.BIND_ADDRESS, ADDRESS);
    cluster.set(RestOptions.PORT, 0);
    cluster.set(RestOptions.BIND_PORT, "0");
    cluster.set(RestOptions.ENABLE_FLAMEGRAPH, false);
    cluster.set(RestOptions.ENABLE_PROFILER, false);
    cluster.set(WebOptions.SUBMIT_ENABLE, false);
    cluster.set(WebOptions.CANCEL_ENABLE, false);
    cluster.set(WebOptions.RESCALE_ENABLE, false);
    cluster.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, "http://" + ADDRESS); // not every origin
    cluster.set(DOOR, RestDoor.Rule.CLOSED);
    return cluster;
  }

  /** A {@link #closed} cluster, which is yet to be started. */
  public static MiniCluster cluster(Configuration given, int taskManagers, int slotsOfEach) {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(closed(given))
            .setNumTaskManagers(taskManagers)
            .setNumSlotsPerTaskManager(slotsOfEach)
            .setCommonBindAddress(ADDRESS)
            .withRandomPorts()
            .build());
  }

  /** The environment of a job on a {@link #closed} cluster of its own. */
  public static StreamExecutionEnvironment environment(int parallelism, Configuration given) {
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, closed(given));
  }

  /** The same, whose web page may be looked at, and no more, on a port of loopback. */
  public static StreamExecutionEnvironment environmentWithPage(
      int parallelism, Configuration given, int port) {
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, opened(given, port));
  }

  static Configuration opened(Configuration given, int port) {
    Configuration cluster = closed(given);
    cluster.set(RestOptions.PORT, port);
    cluster.set(RestOptions.BIND_PORT, Integer.toString(port));
    cluster.set(DOOR, RestDoor.Rule.PAGE);
    return cluster;
  }
}
