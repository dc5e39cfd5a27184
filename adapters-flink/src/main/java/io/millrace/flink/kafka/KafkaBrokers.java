package io.millrace.flink.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;

/**
 * Asks a cluster of Kafka every other second which of its brokers are there, and tells in a
 * sentence when one is lost and when all are back. Kafka's own clients wait for them in silence.
 */
public final class KafkaBrokers implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final int PATIENCE_MS = 5_000;

  private final String servers;
  private final Consumer<String> listener;
  private final Admin admin;
  private final Thread thread = new Thread(this::watch, "kafka-brokers");
  private final Set<Integer> known = new TreeSet<>();
  private Set<Integer> here = Set.of();
  private boolean lost;

  private KafkaBrokers(Map<String, String> client, Consumer<String> listener) {
    this.servers = String.valueOf(client.get("bootstrap.servers"));
    this.listener = listener;
    Properties properties = KafkaTopics.propertiesOf(client);
    admin = Admin.create(properties);
    thread.setDaemon(true);
  }

  /**
   * Starts to watch.
   *
   * @param client the properties of Kafka's clients: brokers and security
   */
  public static KafkaBrokers watch(Map<String, String> client, Consumer<String> listener) {
    KafkaBrokers brokers = new KafkaBrokers(client, listener);
    brokers.thread.start();
    return brokers;
  }

  private void watch() {
    try {
      while (true) {
        see(ask());
        Thread.sleep(BETWEEN.toMillis());
      }
    } catch (InterruptedException closed) {
      // nobody listens any more
    }
  }

  /** The brokers that are there; none if nobody answers. */
  private Set<Integer> ask() throws InterruptedException {
    try {
      Collection<Node> nodes =
          admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS)).nodes().get();
      Set<Integer> ids = new TreeSet<>();
      nodes.forEach(node -> ids.add(node.id()));
      return ids;
    } catch (ExecutionException | KafkaException noAnswer) {
      return Set.of();
    }
  }

  private void see(Set<Integer> now) {
    boolean were = lost;
    known.addAll(now);
    lost = now.isEmpty() || now.size() < known.size();
    boolean isNews = lost && !(were && now.equals(here));
    if (isNews || (were && !lost)) {
      listener.accept(sentence(now));
    }
    here = now;
  }

  private String sentence(Set<Integer> now) {
    if (now.isEmpty()) {
      return "the brokers of Kafka at " + servers + " are lost: the job waits for them";
    }
    if (now.size() == known.size()) {
      return "the brokers of Kafka at " + servers + " are back";
    }
    Set<Integer> gone = new TreeSet<>(known);
    gone.removeAll(now);
    return "of the brokers of Kafka at " + servers + ", " + gone + " are lost";
  }

  @Override
  public void close() {
    thread.interrupt();
    admin.close(Duration.ZERO);
  }
}
