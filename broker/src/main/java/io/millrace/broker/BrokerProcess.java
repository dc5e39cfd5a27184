package io.millrace.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Kafka's own broker, with its controller, in a process of its own, on loopback. It can be stopped
 * in order, or killed as by a power cut of the process: what it has taken is there again when it is
 * back, at the same port. It ends with this process.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);
  private static final long POLL_MS = 50;

  /** Below the ports that systems give to clients, one of which might take it meanwhile. */
  private static final int LOWEST_PORT = 20_000;

  private static final int HIGHEST_PORT = 32_000;

  private final Path folder;
  private final int port;
  private Process process;

  private BrokerProcess(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one at a free port.
   *
   * @param folder empty or new, for what it stores and says; not deleted by anyone here
   */
  public static BrokerProcess start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int port = freePort();
    Path properties = folder.resolve("server.properties");
    try (OutputStream file = Files.newOutputStream(properties)) {
      properties(folder, port, freePort()).store(file, null);
    }
    format(properties);
    BrokerProcess broker = new BrokerProcess(folder, port, launch(folder));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kill the broker"));
    broker.awaitReachable();
    return broker;
  }

  private static Properties properties(Path folder, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", "1");
    properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("log.dirs", folder.resolve("data").toString());
    properties.setProperty("auto.create.topics.enable", "false");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "1");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    return properties;
  }

  /** Quietly, and in no language: it upper-cases its own words by the default locale. */
  private static void format(Path properties) throws IOException {
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      String[] arguments = {
        "format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()
      };
      int code =
          StorageTool.execute(
              arguments,
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
      if (code != 0) {
        throw new IOException("the broker's folder cannot be made: code " + code);
      }
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static Process launch(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Duser.language=en",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            folder.resolve("server.properties").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
        .start();
  }

  /** The broker, which ends with the process that has started it. */
  static final class Main {
    private Main() {}

    /** Starts it; the standard input is open as long as it is wanted. */
    public static void main(String[] arguments) {
      Thread watch =
          new Thread(
              () -> {
                try (InputStream parent = System.in) {
                  while (parent.read() >= 0) {
                    // nothing is said
                  }
                } catch (IOException gone) {
                  // as at the end
                }
                Runtime.getRuntime().halt(1);
              },
              "ends with its parent");
      watch.setDaemon(true);
      watch.start();
      kafka.Kafka.main(arguments);
    }
  }

  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException taken) {
        // another, then
      }
    }
  }

  /** Where it listens: {@code host:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Makes topics with so many partitions each, and waits until each of them answers. */
  public void createTopics(int partitions, List<String> topics)
      throws IOException, InterruptedException {
    TopicCreation.create(bootstrapServers(), partitions, topics);
  }

  /** Gives a topic more partitions: so many in all. */
  public void widen(int partitions, String topic) throws IOException, InterruptedException {
    TopicCreation.widen(bootstrapServers(), partitions, topic);
  }

  /** Stops it in order. Clients lose their connections, and find nobody. */
  public void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** Kills it: it writes nothing more, and says farewell to nobody. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Starts it again; after a kill it mends its log first. */
  public void restart() throws IOException, InterruptedException {
    process = launch(folder);
    awaitReachable();
  }

  /** Whether anything listens where it should. */
  public boolean isReachable() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private void awaitReachable() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + ANSWERS_WITHIN.toNanos();
    while (!isReachable()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "the broker does not start: see " + folder.resolve("broker.log") + ": " + lastWord());
      }
      Thread.sleep(POLL_MS);
    }
  }

  private String lastWord() throws IOException {
    List<String> said = Files.readAllLines(folder.resolve("broker.log"));
    return said.isEmpty() ? "it has said nothing" : said.get(said.size() - 1);
  }

  /** Kills it for good. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
