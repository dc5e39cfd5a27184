package io.millrace.flink.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/**
 * Commits transactions by Flink's committer. A restored one, that the job before may have committed
 * already, is asked for first: to Flink's committer it would look like one that is lost.
 */
@SuppressWarnings("try") // closing it throws what closing Flink's throws
final class ResultCommitter implements Committer<KafkaCommittable> {
  private final Committer<KafkaCommittable> committer;
  private final Map<String, String> client;
  private final LostTransactions lost;

  ResultCommitter(
      Committer<KafkaCommittable> committer, Map<String, String> client, LostTransactions lost) {
    this.committer = committer;
    this.client = client;
    this.lost = lost;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    Map<KafkaCommittable, TransactionFate> fates =
        TransactionFate.ask(
            client,
            requests.stream()
                .map(CommitRequest::getCommittable)
                .filter(committable -> committable.getProducer().isEmpty())
                .toList());
    List<CommitRequest<KafkaCommittable>> open = new ArrayList<>();
    for (CommitRequest<KafkaCommittable> request : requests) {
      String id = request.getCommittable().getTransactionalId();
      switch (fates.getOrDefault(request.getCommittable(), TransactionFate.OPEN)) {
        case COMMITTED -> request.signalAlreadyCommitted();
        case GIVEN_UP -> request.signalFailedWithKnownReason(lost.givenUp(id));
        case NOT_KNOWN -> request.signalFailedWithKnownReason(lost.notKnown(id));
        case OPEN -> open.add(new Watched(request, lost));
      }
    }
    committer.commit(open);
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  /** Says what Flink's committer gives up: the job goes on without it. */
  private record Watched(CommitRequest<KafkaCommittable> request, LostTransactions lost)
      implements CommitRequest<KafkaCommittable> {
    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      lost.givenUp(getCommittable().getTransactionalId());
      request.signalFailedWithKnownReason(reason);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
