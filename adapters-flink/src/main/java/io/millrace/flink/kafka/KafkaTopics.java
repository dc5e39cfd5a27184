package io.millrace.flink.kafka;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a cluster of Kafka for its topics, before a job starts that needs them. */
public final class KafkaTopics {
  private static final int PATIENCE_MS = 30_000;

  private KafkaTopics() {}

  /**
   * How many partitions a topic has.
   *
   * @param client the properties of Kafka's clients: brokers and security
   * @throws IllegalArgumentException if there is no such topic, or no broker answers within 30
   *     seconds; the message says which
   */
  public static int partitions(Map<String, String> client, String topic) {
    Properties properties = propertiesOf(client);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    try (Admin admin = Admin.create(properties)) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(2L * PATIENCE_MS, TimeUnit.MILLISECONDS)
          .values()
          .iterator()
          .next()
          .partitions()
          .size();
    } catch (ExecutionException e) {
      throw refusal(client, topic, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw refusal(client, topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal(client, topic, e);
    }
  }

  /** What Kafka's clients take. */
  static Properties propertiesOf(Map<String, String> client) {
    Properties properties = new Properties();
    properties.putAll(client);
    return properties;
  }

  private static IllegalArgumentException refusal(
      Map<String, String> client, String topic, Throwable cause) {
    boolean unknown =
        cause instanceof UnknownTopicOrPartitionException || cause instanceof InvalidTopicException;
    String at = " at " + client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    return new IllegalArgumentException(
        unknown
            ? "there is no topic \"" + topic + "\"" + at + ": create it"
            : "the topic \"" + topic + "\" cannot be looked up" + at + ": " + cause.getMessage(),
        cause);
  }
}
