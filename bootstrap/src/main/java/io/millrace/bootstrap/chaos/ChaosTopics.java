package io.millrace.bootstrap.chaos;

import io.millrace.application.catalogue.Engine;
import io.millrace.application.wire.ResultType;
import io.millrace.broker.BrokerProcess;
import io.millrace.broker.GroupProgress;
import io.millrace.broker.TopicRecords;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics of one run, and the configuration of a job between them. */
record ChaosTopics(BrokerProcess broker, String run) {
  static final int PARTITIONS = 4;

  /** The stream whose partitions go idle, and get more: one decision reads it, and no other. */
  static final Stream CHANGING = Stream.PAYMENTS;

  static final int IDLE_NEVER = 0;

  private static final int DISCOVERY_MS = 500;
  private static final int NO_DISCOVERY_MS = 60_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Makes them. */
  static ChaosTopics create(BrokerProcess broker, String run)
      throws IOException, InterruptedException {
    ChaosTopics topics = new ChaosTopics(broker, run);
    broker.createTopics(PARTITIONS, streams().stream().map(topics::of).toList());
    broker.createTopics(PARTITIONS, results().stream().map(topics::of).toList());
    return topics;
  }

  static List<Stream> streams() {
    List<Stream> streams = new ArrayList<>(Stream.BUILT_IN);
    streams.remove(Stream.PRODUCTS);
    return streams;
  }

  /** All that a live job writes. */
  static Set<ResultType> results() {
    return RightResults.CATALOGUE.results(Engine.MACHINE, RightResults.POLICIES, true);
  }

  String of(Stream stream) {
    return run + "-" + stream.id();
  }

  private String of(ResultType type) {
    return resultPrefix() + type.id();
  }

  private String resultPrefix() {
    return run + "_";
  }

  /**
   * A job that reads all streams and writes all results, each once, in the words of its
   * configuration.
   *
   * @param idleAfterMs when a partition of {@link #CHANGING} holds up nobody
   */
  Map<String, Map<String, String>> properties(Path products, Path deadLetters, int idleAfterMs) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put(
        "millrace",
        Map.of(
            "bootstrap_servers",
            broker.bootstrapServers(),
            "scores",
            "true",
            "signals",
            "true",
            "dead_letters",
            deadLetters.toUri().toString()));
    for (Stream stream : streams()) {
      boolean changes = stream.equals(CHANGING);
      groups.put(
          "source." + stream.id(),
          Map.of(
              "kind",
              "kafka",
              "topic",
              of(stream),
              "group",
              run,
              "discovery_ms",
              Integer.toString(changes ? DISCOVERY_MS : NO_DISCOVERY_MS),
              "idle_after_ms",
              Integer.toString(changes ? idleAfterMs : IDLE_NEVER)));
    }
    groups.put("source.products", Map.of("kind", "file", "file", products.toUri().toString()));
    groups.put("sink.all", sink());
    return groups;
  }

  private Map<String, String> sink() {
    return Map.of(
        "kind",
        "kafka",
        "results",
        results().stream().map(ResultType::id).collect(Collectors.joining(", ")),
        "topic_prefix",
        resultPrefix(),
        "transactional_prefix",
        run);
  }

  /** How far the job has read, as far as it has said. */
  GroupProgress progress() {
    return new GroupProgress(
        broker.bootstrapServers(), run, streams().stream().map(this::of).toList());
  }

  /** How much there is in the topics of results, committed or not. */
  long stored() {
    return TopicRecords.stored(
        broker.bootstrapServers(), results().stream().map(this::of).toList());
  }

  /** The results of a type that are committed now. */
  List<Arrived> committed(ResultType type) {
    return TopicRecords.committed(broker.bootstrapServers(), List.of(of(type))).stream()
        .map(record -> Arrived.of(type, record))
        .toList();
  }

  /** All results that are committed, once no transaction is open; each partition's in order. */
  Map<ResultType, List<Arrived>> settled() throws InterruptedException {
    Map<String, ResultType> types =
        results().stream().collect(Collectors.toMap(this::of, type -> type));
    Map<ResultType, List<Arrived>> byType = new LinkedHashMap<>();
    results().forEach(type -> byType.put(type, new ArrayList<>()));
    for (ConsumerRecord<byte[], byte[]> record :
        TopicRecords.settled(broker.bootstrapServers(), types.keySet(), PATIENCE)) {
      ResultType type = Objects.requireNonNull(types.get(record.topic()));
      Objects.requireNonNull(byType.get(type)).add(Arrived.of(type, record));
    }
    return byType;
  }
}
