package io.millrace.config;

import io.millrace.application.wire.ResultType;
import io.millrace.config.KafkaAccess.Security;
import io.millrace.domain.event.Stream;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the groups of sources and sinks of Kafka. */
final class KafkaGroups {
  private static final String BOOTSTRAP_SERVERS = "bootstrap_servers";
  private static final Pattern SERVERS =
      Pattern.compile("[^\\s,:/]+:[0-9]{1,5}(\\s*,\\s*[^\\s,:/]+:[0-9]{1,5})*");

  /** What Kafka allows in names of topics; its own limit of length is 249. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{1,200}");
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private static final Map<String, Security> SECURITIES =
      Map.of("plaintext", Security.PLAINTEXT, "tls", Security.TLS, "msk_iam", Security.MSK_IAM);

  private static final long DAY_MS = 24L * 60 * 60 * 1000;

  /** A broker's own limit of a batch is 1,048,588 bytes unless it is told otherwise. */
  private static final int DEFAULT_RECORD_BYTES = 1_000_000;

  /** The most that a broker allows unless it is told otherwise. */
  private static final int DEFAULT_TRANSACTION_MS = 15 * 60 * 1000;

  private final @Nullable String jobServers;
  private final Security jobSecurity;

  /** Reads what all groups have in common from that of the job. */
  KafkaGroups(PropertyGroup job) {
    jobServers = job.optional(BOOTSTRAP_SERVERS, SERVERS, "host:port, with commas between");
    jobSecurity = job.choice("kafka_security", SECURITIES, Security.PLAINTEXT);
  }

  SourceSettings.Kafka source(Stream stream, PropertyGroup in) {
    KafkaAccess access = access(in);
    String topic = in.text("topic", TOPIC, "the name of a topic");
    KafkaStart start =
        in.choice(
            "start",
            Map.of(
                "EARLIEST", new KafkaStart.Earliest(),
                "LATEST", new KafkaStart.Latest(),
                "COMMITTED", new KafkaStart.Committed(),
                "AT_TIMESTAMP", new KafkaStart.AtTimestamp(Instant.EPOCH)),
            new KafkaStart.Earliest());
    Instant startAt = in.instant("start_at");
    if (start instanceof KafkaStart.AtTimestamp != (startAt != null)) {
      in.fault("start_at", "goes with start AT_TIMESTAMP: give both or neither");
    }
    String group = in.optional("group", NAME, "the name of a consumer group");
    if (start instanceof KafkaStart.Committed && group == null) {
      in.fault("group", "is missing: start COMMITTED goes on where a consumer group has committed");
    }
    Instant stopAt = in.instant("stop_at");
    boolean followsChanges = stream.isReference() && stopAt == null;
    return new SourceSettings.Kafka(
        stream,
        access,
        topic,
        startAt == null ? start : new KafkaStart.AtTimestamp(startAt),
        group,
        stopAt,
        in.integer("discovery_ms", 60_000, 100, DAY_MS),
        followsChanges
            ? in.integer("idle_after_ms", 5_000, 1, DAY_MS) // else no order would ever be enriched
            : in.integer("idle_after_ms", stream.isReference() ? 0 : 60_000, 0, DAY_MS));
  }

  SinkSettings.Kafka sink(String name, Set<ResultType> results, PropertyGroup in) {
    KafkaAccess access = access(in);
    String prefix =
        in.optional("topic_prefix", TOPIC_PREFIX, "letters, digits, dots, hyphens, underscores");
    boolean exactlyOnce =
        in.choice("delivery", Map.of("exactly_once", true, "at_least_once", false), true);
    String transactions = in.optional("transactional_prefix", NAME, "printable and without spaces");
    if (exactlyOnce && transactions == null) {
      in.fault(
          "transactional_prefix",
          "is missing: name what no other sink of the cluster is named, or choose delivery"
              + " at_least_once");
    }
    int timeoutMs =
        (int) in.integer("transaction_timeout_ms", DEFAULT_TRANSACTION_MS, 1_000, DAY_MS);
    if (!exactlyOnce && transactions != null) {
      in.fault("transactional_prefix", "goes with delivery exactly_once alone");
    }
    return new SinkSettings.Kafka(
        name,
        results,
        access,
        prefix == null ? "millrace_" : prefix,
        (int) in.integer("max_record_bytes", DEFAULT_RECORD_BYTES, 1_000, 100_000_000),
        exactlyOnce && transactions != null
            ? new SinkSettings.Transactions(transactions, timeoutMs)
            : null);
  }

  private KafkaAccess access(PropertyGroup in) {
    String servers = in.optional(BOOTSTRAP_SERVERS, SERVERS, "host:port, with commas between");
    if (servers == null && jobServers == null) {
      in.fault(BOOTSTRAP_SERVERS, "is missing, here and in the group millrace");
    }
    String known = servers == null ? jobServers : servers;
    return new KafkaAccess(
        known == null ? "" : known, in.choice("kafka_security", SECURITIES, jobSecurity));
  }
}
