package io.millrace.bootstrap.live;

import static io.millrace.bootstrap.live.OrdersTopic.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultLine;
import io.millrace.broker.TopicRecords;
import io.millrace.flink.kafka.KafkaResults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.JobInfoImpl;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.metrics.groups.SinkCommitterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalSinkCommitterMetricGroup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job says of the transactions that its checkpoint has, when it comes back. */
class KafkaTransactionsTest {
  @TempDir private Path folder = Path.of(".");

  private String servers = "";

  @BeforeEach
  void start_the_broker() throws Exception {
    servers = SharedBroker.get().bootstrapServers();
  }

  @Test
  void a_restart_after_the_commit_says_nothing_of_loss() throws Exception {
    OrdersTopic orders = OrdersTopic.make("calm");
    Path config = job(orders);
    runUntilCommitted(config, orders);
    try (Logged logged = Logged.errors();
        LiveRun run = LiveRun.start(config, 2, folder.resolve("state"))) {
      orders.put(5, 10);
      run.await(() -> orders.decided().contains(id(8)));
      assertThat(logged.with("data loss")).isEmpty();
      assertThat(logged.with("lost")).isEmpty();
    }
    assertThat(orders.decided()).hasSize(9);
  }

  /** Somebody else ends a transaction of the checkpoint: the epoch tells. */
  @Test
  void a_transaction_whose_name_was_used_since_then_is_told_of_and_the_job_goes_on()
      throws Exception {
    OrdersTopic orders = OrdersTopic.make("used");
    Path config = job(orders);
    runUntilCommitted(config, orders);
    for (String name : transactions("used")) {
      try (FlinkKafkaInternalProducer<byte[], byte[]> other = producer(name, 60_000)) {
        other.initTransactions();
        other.beginTransaction();
        other.abortTransaction();
      }
    }
    try (Logged logged = Logged.errors();
        LiveRun run = LiveRun.start(config, 2, folder.resolve("state"))) {
      orders.put(5, 10);
      run.await(() -> orders.decided().contains(id(8)));
      run.await(() -> !logged.with("Results may be lost").isEmpty());
      assertThat(logged.with("data loss")).isEmpty();
    }
  }

  /** The broker looks for such transactions every ten seconds. */
  @Test
  void results_of_a_transaction_that_the_broker_gave_up_are_told_to_be_lost() throws Exception {
    OrdersTopic.make("slow");
    KafkaCommittable transaction = write("slow_late", "slow-0-1", 100);
    awaitAbort("slow-0-1");
    try (Logged logged = Logged.errors()) {
      Verdict verdict = commit("slow", transaction);
      assertThat(verdict.failure).isNotNull();
      assertThat(logged.with("Results are lost"))
          .singleElement()
          .asString()
          .contains("slow-0-1", "slow_*", "transaction_timeout_ms (900000)");
      assertThat(logged.with("data loss")).isEmpty();
    }
  }

  @Test
  void a_restored_transaction_is_committed_once_and_then_known_to_be() throws Exception {
    OrdersTopic.make("open");
    KafkaCommittable transaction = write("open_late", "open-0-1", 60_000);
    try (Logged logged = Logged.errors()) {
      assertThat(commit("open", transaction).alreadyCommitted).isFalse();
      assertThat(TopicRecords.settled(servers, List.of("open_late"), Duration.ofMinutes(1)))
          .hasSize(1);
      assertThat(commit("open", transaction).alreadyCommitted).isTrue();
      assertThat(logged.with("lost")).isEmpty();
      assertThat(logged.with("data loss")).isEmpty();
    }
  }

  @Test
  void a_transaction_that_the_brokers_have_forgotten_is_told_of() throws Exception {
    try (Logged logged = Logged.errors()) {
      Verdict verdict = commit("gone", new KafkaCommittable(4711, (short) 0, "gone-0-1", null));
      assertThat(verdict.failure).isNotNull();
      assertThat(logged.with("Results may be lost")).hasSize(1);
    }
  }

  /** As a checkpoint has it: written, and not committed. */
  private KafkaCommittable write(String topic, String name, int timeoutMs) throws Exception {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer(name, timeoutMs)) {
      producer.initTransactions();
      producer.beginTransaction();
      Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, new byte[1]));
      producer.flush();
      sent.get();
      return new KafkaCommittable(producer.getProducerId(), producer.getEpoch(), name, null);
    }
  }

  private void awaitAbort(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      while (admin.describeTransactions(List.of(name)).description(name).get().state()
          != TransactionState.COMPLETE_ABORT) {
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  /** By the committer of a sink, as after a restart. */
  @SuppressWarnings({"unchecked", "try"})
  private Verdict commit(String name, KafkaCommittable transaction) throws Exception {
    Sink<ResultLine> sink =
        KafkaResults.exactlyOnce(
            Map.of("bootstrap.servers", servers),
            name + "_",
            1_000,
            (topic, line, detail) -> {},
            name,
            Duration.ofMinutes(15));
    Verdict verdict = new Verdict(transaction);
    try (Committer<KafkaCommittable> committer =
        ((SupportsCommitter<KafkaCommittable>) sink).createCommitter(new Restored())) {
      committer.commit(List.of(verdict));
    }
    return verdict;
  }

  /** The first subtask of a job. */
  private record Restored() implements CommitterInitContext {
    @Override
    public SinkCommitterMetricGroup metricGroup() {
      return InternalSinkCommitterMetricGroup.wrap(
          UnregisteredMetricsGroup.createOperatorMetricGroup());
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return OptionalLong.of(1);
    }

    @Override
    public JobInfo getJobInfo() {
      return new JobInfoImpl(new JobID(), "restored");
    }

    @Override
    public TaskInfo getTaskInfo() {
      return new TaskInfoImpl("committer", 1, 0, 1, 0);
    }
  }

  /** What becomes of a transaction. */
  private static final class Verdict implements Committer.CommitRequest<KafkaCommittable> {
    private final KafkaCommittable transaction;
    private boolean alreadyCommitted;
    private @Nullable Throwable failure;

    private Verdict(KafkaCommittable transaction) {
      this.transaction = transaction;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return transaction;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      failure = reason;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void retryLater() {
      throw new AssertionError("it was to be sent again");
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      retryLater();
    }

    @Override
    public void signalAlreadyCommitted() {
      alreadyCommitted = true;
    }
  }

  private void runUntilCommitted(Path config, OrdersTopic orders) throws Exception {
    try (LiveRun run = LiveRun.start(config, 2, folder.resolve("state"))) {
      orders.put(0, 5);
      run.await(() -> orders.decided().contains(id(3)));
    }
  }

  private Collection<String> transactions(String prefix) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      return admin.listTransactions().all().get().stream()
          .map(TransactionListing::transactionalId)
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }

  private FlinkKafkaInternalProducer<byte[], byte[]> producer(String name, int timeoutMs) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers);
    properties.put("key.serializer", ByteArraySerializer.class.getName());
    properties.put("value.serializer", ByteArraySerializer.class.getName());
    properties.put("transaction.timeout.ms", timeoutMs);
    return new FlinkKafkaInternalProducer<>(properties, name);
  }

  private Path job(OrdersTopic orders) throws Exception {
    Map<String, String> sink =
        Map.of("delivery", "exactly_once", "transactional_prefix", orders.name());
    return orders.job(folder, Map.of(), sink);
  }
}
