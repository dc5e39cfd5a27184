package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetter.Reason;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.result.ResultFields;
import io.millrace.aws.sink.Outcome.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Writes results to one target. All that is not an answer of the service happens on the task's own
 * thread, through its mailbox.
 */
final class ResultWriter<R> extends AsyncSinkWriter<ResultLine, Entry<R>> {
  private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);

  /** Letters on their way; with more, no result is taken in. */
  private static final int MAX_OPEN_LETTERS = 1000;

  private final Target<R> target;
  private final SinkOptions options;
  private final Sender<R> sender;
  private final DeadLetters.Writer letters;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService timers;
  private final SinkCounters counters;
  private final Pace pace;
  private final Conversion<R> conversion;
  private final PacedBuffer<R> buffer;
  private int openLetters;
  private boolean hasWarned;

  static <R> ResultWriter<R> open(
      Target<R> target,
      DeadLetters deadLetters,
      SinkOptions options,
      WriterInitContext context,
      Collection<BufferedRequestState<Entry<R>>> recovered)
      throws IOException {
    Pace pace = new Pace(target.limits().entries(), options.maxInFlight());
    PacedBuffer<R> buffer = new PacedBuffer<>(pace, target.limits().entries());
    DeadLetters.Writer letters = deadLetters.open();
    try {
      return new ResultWriter<>(
          target,
          options,
          target.open(options),
          letters,
          context,
          recovered,
          pace,
          new Conversion<>(),
          buffer);
    } catch (SdkClientException e) {
      letters.close();
      throw new IOException(target.described() + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private ResultWriter(
      Target<R> target,
      SinkOptions options,
      Sender<R> sender,
      DeadLetters.Writer letters,
      WriterInitContext context,
      Collection<BufferedRequestState<Entry<R>>> recovered,
      Pace pace,
      Conversion<R> conversion,
      PacedBuffer<R> buffer) {
    super(
        conversion,
        new TimedContext(
            context,
            new FlushTimer<>(
                context.getProcessingTimeService(), options.maxTimeInBuffer(), pace, buffer)),
        configuration(target.limits(), options, pace),
        recovered,
        new SimpleBatchCreator<>(target.limits().batchBytes()),
        buffer);
    this.target = target;
    this.options = options;
    this.sender = sender;
    this.letters = letters;
    this.mailbox = context.getMailboxExecutor();
    this.timers = context.getProcessingTimeService();
    this.counters = new SinkCounters(context.metricGroup());
    this.pace = pace;
    this.conversion = conversion;
    this.buffer = buffer;
  }

  private static AsyncSinkWriterConfiguration configuration(
      Limits limits, SinkOptions options, Pace pace) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(limits.entries())
        .setMaxBatchSizeInBytes(limits.batchBytes())
        .setMaxInFlightRequests(options.maxInFlight())
        .setMaxBufferedRequests(options.maxBuffered())
        .setMaxTimeInBufferMS(FlushTimer.TAKEN.toMillis())
        .setMaxRecordSizeInBytes(limits.entryBytes())
        .setRateLimitingStrategy(pace)
        .build();
  }

  @Override
  public void write(ResultLine line, Context context) throws IOException, InterruptedException {
    while (openLetters >= MAX_OPEN_LETTERS
        || buffer.totalSizeInBytes() >= options.maxBufferedBytes()) {
      mailbox.yield();
    }
    Entry<R> entry = Entry.of(line, target, 0);
    long most = target.limits().entryBytes();
    if (entry.size() > most) {
      bury(entry, Reason.TOO_LARGE, entry.size() + " bytes are more than " + most);
    } else {
      conversion.next = entry;
      super.write(line, context);
    }
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    if (endOfInput) {
      super.flush(true);
      awaitLetters();
      return;
    }
    pace.hold();
    try {
      super.flush(false);
      awaitLetters();
    } finally {
      pace.release();
    }
  }

  private void awaitLetters() throws InterruptedException {
    while (openLetters > 0) {
      mailbox.yield();
    }
  }

  @Override
  protected long getSizeInBytes(Entry<R> entry) {
    return entry.size();
  }

  @Override
  protected void submitRequestEntries(
      List<Entry<R>> entries, ResultHandler<Entry<R>> resultHandler) {
    CompletableFuture<Void> unused =
        send(entries.stream().map(Entry::request).toList())
            .thenAccept(
                outcomes ->
                    mailbox.execute(
                        () -> settle(entries, outcomes, resultHandler),
                        "settle what was sent to %s",
                        target.name()))
            .exceptionally(this::failUnlessEnded);
  }

  /** The outcome of each, whatever happens: a batch refused as a whole is sent in halves. */
  private CompletableFuture<List<Outcome>> send(List<R> batch) {
    return sent(batch).exceptionallyCompose(error -> failed(batch, error));
  }

  private CompletableFuture<List<Outcome>> failed(List<R> batch, Throwable error) {
    Outcome outcome = Faults.of(error);
    if (outcome.kind() != Kind.REFUSED || batch.size() == 1) {
      return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), outcome));
    }
    int half = batch.size() / 2;
    return send(batch.subList(0, half))
        .thenCombine(send(batch.subList(half, batch.size())), ResultWriter::joined);
  }

  private CompletableFuture<List<Outcome>> sent(List<R> batch) {
    try {
      return sender.send(batch);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void settle(
      List<Entry<R>> entries, List<Outcome> outcomes, ResultHandler<Entry<R>> resultHandler) {
    List<Entry<R>> again = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry<R> entry = entries.get(i).attempted();
      Outcome outcome = outcomes.get(i);
      switch (outcome.kind()) {
        case WRITTEN -> counters.written.inc();
        case STALE -> {
          counters.written.inc();
          counters.staleWrites.inc();
        }
        case RETRY -> {
          if (entry.attempts() < options.maxAttempts()) {
            again.add(entry);
          } else {
            bury(entry, Reason.ATTEMPTS_EXHAUSTED, outcome.detail());
          }
        }
        case REFUSED -> bury(entry, Reason.REFUSED, outcome.detail());
        case FATAL -> {
          resultHandler.completeExceptionally(
              new IOException(target.described() + " " + outcome.detail()));
          return;
        }
      }
    }
    complete(again, resultHandler);
  }

  private void complete(List<Entry<R>> again, ResultHandler<Entry<R>> resultHandler) {
    if (again.isEmpty()) {
      resultHandler.complete();
      return;
    }
    counters.retried.inc(again.size());
    int attempts = again.stream().mapToInt(Entry::attempts).max().orElseThrow();
    long wait = options.backoffMs(attempts, ThreadLocalRandom.current().nextDouble());
    ScheduledFuture<?> unused =
        timers.registerTimer(
            timers.getCurrentProcessingTime() + wait, at -> resultHandler.retryForEntries(again));
  }

  private void bury(Entry<R> entry, Reason reason, String detail) {
    DeadLetter letter =
        new DeadLetter(
            target.kind(),
            target.name(),
            entry.line().type().id(),
            reason,
            detail,
            entry.attempts(),
            ResultFields.contentId(entry.line()),
            entry.line().json());
    openLetters++;
    CompletableFuture<Void> unused =
        letters
            .write(letter)
            .whenComplete(
                (done, error) ->
                    mailbox.execute(
                        () -> buried(letter, error), "a dead letter of %s", target.name()))
            .exceptionally(this::failUnlessEnded);
  }

  private void buried(DeadLetter letter, @Nullable Throwable error) throws IOException {
    if (error != null) {
      throw new IOException(
          "a dead letter of " + target.described() + " cannot be written: " + error, error);
    }
    openLetters--;
    counters.deadLetters.inc();
    if (!hasWarned) {
      hasWarned = true;
      LOG.warn(
          "{} could not be sent a result of type {} ({}): see the dead letter {}; further ones are"
              + " counted in deadLetters.",
          target.described(),
          letter.type(),
          letter.reason(),
          letter.name());
    }
  }

  /** The mailbox of a task that has ended takes nothing, and nobody waits for it. */
  private @Nullable Void failUnlessEnded(Throwable error) {
    if (!(error.getCause() instanceof RejectedExecutionException)) {
      getFatalExceptionCons().accept(new IOException("a bug in the sink: " + error, error));
    }
    return null;
  }

  private static List<Outcome> joined(List<Outcome> one, List<Outcome> other) {
    List<Outcome> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  @Override
  public void close() {
    super.close();
    try (letters;
        sender) {
      LOG.debug("closing the writer of {}", target.described());
    } catch (IOException e) {
      LOG.warn("the dead letters of {} could not be closed", target.described(), e);
    }
  }

  /** Hands over what {@link #write} has made, so that it is made once. */
  private static final class Conversion<R> implements ElementConverter<ResultLine, Entry<R>> {
    private static final long serialVersionUID = 1;

    private transient @Nullable Entry<R> next;

    @Override
    public Entry<R> apply(ResultLine line, Context context) {
      return Objects.requireNonNull(next);
    }
  }
}
