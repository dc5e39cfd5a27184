package io.millrace.flink.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a cluster of Kafka for its topics, before a job starts that needs them. */
public final class KafkaTopics {
  private static final int PATIENCE_MS = 30_000;
  private static final int FIRST_PATIENCE_MS = 5_000;

  private KafkaTopics() {}

  /**
   * The topics of those names, with how many partitions each has.
   *
   * @param client the properties of Kafka's clients: brokers and security
   * @throws IllegalArgumentException if one is not there, or no broker answers within 30 seconds;
   *     the message says which
   */
  public static Map<String, Integer> partitions(
      Map<String, String> client, Collection<String> topics) {
    return partitions(client, topics, PATIENCE_MS);
  }

  /**
   * Waits until brokers answer, and makes sure that topics are there.
   *
   * @param waiting hears once, in a sentence, that no broker answers, and once that they do again
   * @throws IllegalArgumentException if a topic is not there, or the brokers refuse the client
   */
  public static void await(
      Map<String, String> client, Collection<String> topics, Consumer<String> waiting)
      throws InterruptedException {
    String at = client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    for (int tries = 0; ; tries++) {
      try {
        partitions(client, topics, FIRST_PATIENCE_MS);
        if (tries > 0) {
          waiting.accept("the brokers of Kafka at " + at + " answer");
        }
        return;
      } catch (NoAnswer e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (tries == 0) {
          waiting.accept("no broker of Kafka answers at " + at + ": waiting until one does");
        }
      }
    }
  }

  private static Map<String, Integer> partitions(
      Map<String, String> client, Collection<String> topics, int patienceMs) {
    Properties properties = propertiesOf(client);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs);
    Map<String, Integer> partitions = new HashMap<>();
    String asked = "";
    try (Admin admin = Admin.create(properties)) {
      Map<String, KafkaFuture<TopicDescription>> answers =
          admin.describeTopics(topics).topicNameValues();
      for (String topic : topics) {
        asked = topic;
        KafkaFuture<TopicDescription> answer = Objects.requireNonNull(answers.get(topic), topic);
        partitions.put(
            topic, answer.get(2L * patienceMs, TimeUnit.MILLISECONDS).partitions().size());
      }
      return partitions;
    } catch (ExecutionException e) {
      throw refusal(client, asked, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw refusal(client, asked, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal(client, asked, e);
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
    if (unknown) {
      return new IllegalArgumentException(
          "there is no topic \"" + topic + "\"" + at + ": create it", cause);
    }
    String message =
        "the topic \"" + topic + "\" cannot be looked up" + at + ": " + cause.getMessage();
    boolean passes =
        cause instanceof TimeoutException
            || cause instanceof RetriableException
            || cause instanceof InterruptedException;
    return passes ? new NoAnswer(message, cause) : new IllegalArgumentException(message, cause);
  }

  /** Nobody has said anything about the topics. */
  private static final class NoAnswer extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoAnswer(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
