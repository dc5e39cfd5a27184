package io.millrace.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/**
 * Kafka's own broker, one of it, with its controller, in this process, on loopback. It can be
 * stopped for a while: what it has stored is there again when it is back, at the same port.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String ONE = "1";

  private final KafkaClusterTestKit cluster;

  private EmbeddedBroker(KafkaClusterTestKit cluster) {
    this.cluster = cluster;
  }

  /** Starts one at a free port; what it stores is deleted when it is closed. */
  public static EmbeddedBroker start() throws IOException, InterruptedException {
    // One that Kafka chooses is deleted by a hook of its own when the process ends, under a broker
    // that still runs: it then finds its disk broken, and halts the process with 1.
    Path folder = Files.createTempDirectory("millrace-broker-");
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setBaseDirectory(folder)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .build();
    Locale locale = speakNoLanguage();
    try {
      EmbeddedBroker broker =
          new EmbeddedBroker(
              LoopbackSockets.of(new KafkaClusterTestKit.Builder(nodes))
                  .setConfigProp("auto.create.topics.enable", "false")
                  .setConfigProp("offsets.topic.replication.factor", ONE)
                  .setConfigProp("offsets.topic.num.partitions", ONE)
                  .setConfigProp("transaction.state.log.replication.factor", ONE)
                  .setConfigProp("transaction.state.log.min.isr", ONE)
                  .setConfigProp("transaction.state.log.num.partitions", "4")
                  .setConfigProp("group.initial.rebalance.delay.ms", "0")
                  .build());
      format(broker.cluster);
      broker.cluster.startup();
      broker.cluster.waitForReadyBrokers();
      return broker;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the embedded broker does not start: " + e, e);
    } finally {
      Locale.setDefault(locale);
    }
  }

  /** It upper-cases its own words by the default locale: in Turkish none with an i is known. */
  private static Locale speakNoLanguage() {
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    return locale;
  }

  /** Quietly: the kit announces each of its folders on stdout, where a command's results go. */
  private static void format(KafkaClusterTestKit cluster) throws Exception {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      cluster.format();
    } finally {
      System.setOut(out);
    }
  }

  /** Where it listens: {@code host:port}. */
  public String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  /** Makes topics with so many partitions each, and waits until each of them answers. */
  public void createTopics(int partitions, List<String> topics)
      throws IOException, InterruptedException {
    TopicCreation.create(bootstrapServers(), partitions, topics);
  }

  /** Stops it. Clients lose their connections, and find nobody. */
  public void stop() {
    server().shutdown();
    server().awaitShutdown();
  }

  /** Whether anything listens where it should. */
  public boolean isReachable() {
    String[] hostAndPort = bootstrapServers().split(":", -1);
    try (Socket socket = new Socket(hostAndPort[0], Integer.parseInt(hostAndPort[1]))) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /** Starts it again. */
  public void restart() throws IOException, InterruptedException {
    Locale locale = speakNoLanguage();
    try {
      server().startup();
      cluster.waitForReadyBrokers();
    } catch (ExecutionException e) {
      throw new IOException("the embedded broker does not come back: " + e.getCause(), e);
    } finally {
      Locale.setDefault(locale);
    }
  }

  private BrokerServer server() {
    return cluster.brokers().values().iterator().next();
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IOException("the embedded broker does not stop: " + e, e);
    }
  }
}
