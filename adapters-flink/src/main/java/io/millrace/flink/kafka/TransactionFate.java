package io.millrace.flink.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** What the brokers say became of a transaction that a checkpoint has. */
enum TransactionFate {
  /** It waits to be committed, or nobody answers: the one who commits it will see. */
  OPEN,
  COMMITTED,
  /** What was written in it is gone. */
  GIVEN_UP,
  /** Its name has been used since then, or is forgotten. */
  NOT_KNOWN;

  private static final int PATIENCE_MS = 10_000;

  /** Asks for some; none is asked for in vain. */
  static Map<KafkaCommittable, TransactionFate> ask(
      Map<String, String> client, Collection<KafkaCommittable> transactions)
      throws InterruptedException {
    Map<KafkaCommittable, TransactionFate> fates = new HashMap<>();
    if (transactions.isEmpty()) {
      return fates;
    }
    try (Admin admin = Admin.create(KafkaTopics.propertiesOf(client))) {
      DescribeTransactionsResult answers =
          admin.describeTransactions(
              transactions.stream().map(KafkaCommittable::getTransactionalId).distinct().toList(),
              new DescribeTransactionsOptions().timeoutMs(PATIENCE_MS));
      for (KafkaCommittable transaction : transactions) {
        fates.put(transaction, fate(transaction, answers));
      }
    }
    return fates;
  }

  private static TransactionFate fate(
      KafkaCommittable transaction, DescribeTransactionsResult answers)
      throws InterruptedException {
    try {
      return of(transaction, answers.description(transaction.getTransactionalId()).get());
    } catch (ExecutionException e) {
      return e.getCause() instanceof TransactionalIdNotFoundException ? NOT_KNOWN : OPEN;
    }
  }

  /** The end of a transaction raises the epoch by one, or not: that depends on the brokers. */
  private static TransactionFate of(KafkaCommittable transaction, TransactionDescription now) {
    int ends = now.producerEpoch() - transaction.getEpoch();
    if (now.producerId() != transaction.getProducerId() || ends < 0 || ends > 1) {
      return NOT_KNOWN;
    }
    return switch (now.state()) {
      case PREPARE_COMMIT, COMPLETE_COMMIT -> COMMITTED;
      case PREPARE_ABORT, COMPLETE_ABORT, PREPARE_EPOCH_FENCE -> GIVEN_UP;
      case EMPTY -> NOT_KNOWN;
      case ONGOING, UNKNOWN -> OPEN;
    };
  }
}
