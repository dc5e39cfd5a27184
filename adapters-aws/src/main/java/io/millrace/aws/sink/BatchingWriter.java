package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetter.Reason;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.sink.Flights.Flight;
import io.millrace.aws.sink.WriteOutcome.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Writes results to one target. What is not settled is in each checkpoint, on its way or not, so
 * that none waits for the target. All but the answers of the service happens on the task's own
 * thread, through its mailbox.
 */
final class BatchingWriter<R>
    implements StatefulSinkWriter<ResultLine, BufferedRequestState<Entry>> {
  /** Letters on their way; with more, no result is taken in. */
  private static final int MAX_OPEN_LETTERS = 1000;

  private final Target<R> target;
  private final SinkOptions options;
  private final Sender<R> sender;
  private final Letters letters;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService timers;
  private final SinkCounters counters;
  private final Backlog backlog;
  private final Flights flights = new Flights();
  private final AdaptiveTokenBucket bucket;
  private final AnswerTimeout timeout;
  private final Alarm alarm;
  private int openLetters;
  private boolean hasWarned;

  static <R> BatchingWriter<R> open(
      Target<R> target,
      DeadLetters deadLetters,
      SinkOptions options,
      WriterInitContext context,
      Collection<BufferedRequestState<Entry>> recovered)
      throws IOException {
    Letters letters = new Letters(target, deadLetters.open());
    try {
      BatchingWriter<R> writer =
          new BatchingWriter<>(target, options, target.open(options), letters, context);
      recovered.forEach(writer::takeUp);
      return writer;
    } catch (SdkClientException e) {
      letters.close();
      throw new IOException(target.described() + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private BatchingWriter(
      Target<R> target,
      SinkOptions options,
      Sender<R> sender,
      Letters letters,
      WriterInitContext context) {
    this.target = target;
    this.options = options;
    this.sender = sender;
    this.letters = letters;
    mailbox = context.getMailboxExecutor();
    timers = context.getProcessingTimeService();
    counters = new SinkCounters(context.metricGroup());
    backlog =
        new Backlog(target.limits(), options.maxTimeInBuffer().toMillis(), target.isOrdered());
    bucket = new AdaptiveTokenBucket(target.limits().entries(), nowMs());
    timeout = new AnswerTimeout(options.callTimeout().toMillis());
    alarm = new Alarm(timers, at -> sendWhatMayBeSent());
  }

  private void takeUp(BufferedRequestState<Entry> state) {
    for (RequestEntryWrapper<Entry> wrapper : state.getBufferedRequestEntries()) {
      take(wrapper.getRequestEntry());
    }
    alarm.setTo(nowMs());
  }

  private long nowMs() {
    return timers.getCurrentProcessingTime();
  }

  @Override
  public void write(ResultLine line, Context context) throws IOException, InterruptedException {
    while (openLetters >= MAX_OPEN_LETTERS
        || backlog.size() >= options.maxBuffered()
        || backlog.bytes() >= options.maxBufferedBytes()) {
      mailbox.yield();
    }
    take(Entry.of(line, target, 0));
    sendWhatMayBeSent();
  }

  private void take(Entry entry) {
    long most = target.limits().entryBytes();
    if (entry.size() > most) {
      backlog.hold(entry);
      bury(entry, Reason.TOO_LARGE, entry.size() + " bytes are more than " + most);
    } else {
      backlog.add(entry, nowMs());
    }
  }

  /** A checkpoint waits for nothing: all that is not settled is part of it. */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (endOfInput) {
      backlog.hurry();
      sendWhatMayBeSent();
      while (backlog.size() > 0) {
        mailbox.yield();
      }
    }
  }

  @Override
  public List<BufferedRequestState<Entry>> snapshotState(long checkpointId) {
    List<RequestEntryWrapper<Entry>> all = new ArrayList<>(backlog.size());
    for (Entry entry : backlog.all()) {
      all.add(new RequestEntryWrapper<>(entry, entry.size()));
    }
    return List.of(new BufferedRequestState<>(all));
  }

  private void sendWhatMayBeSent() {
    long nowMs = nowMs();
    Flight overdue = flights.overdue(nowMs);
    while (overdue != null) {
      giveUp(overdue);
      overdue = flights.overdue(nowMs);
    }
    int free = freeCalls(nowMs);
    while (free > 0
        && backlog.dueMs(nowMs) <= nowMs
        && bucket.waitMs(backlog.ready(), nowMs) == 0) {
      List<Entry> batch = backlog.next(Math.min(bucket.allows(nowMs), atOnce(free)), nowMs);
      if (batch.isEmpty()) {
        break;
      }
      send(batch, nowMs);
      free = freeCalls(nowMs);
    }
    long sendMs = free > 0 ? backlog.dueMs(nowMs) : Backlog.NEVER;
    long paceMs = nowMs + bucket.waitMs(backlog.ready(), nowMs);
    long sendAtMs = sendMs == Backlog.NEVER ? sendMs : Math.max(sendMs, paceMs);
    long lateMs = free > 0 || flights.count() == 0 ? Backlog.NEVER : nowMs + timeout.lateMs();
    alarm.setTo(Math.min(Math.min(sendAtMs, lateMs), flights.nextMs()));
  }

  /** A call that is late may be lost, and keeps no other one from being made, up to a bound. */
  private int freeCalls(long nowMs) {
    int open = flights.count();
    int late = open == 0 ? 0 : flights.startedBefore(nowMs - timeout.lateMs());
    return Math.min(target.calls(options) - open + late, target.openCalls(options) - open);
  }

  /** A batch may take a call for each entry. */
  private int atOnce(int free) {
    return target.calls(options) > options.maxInFlight() ? free : Integer.MAX_VALUE;
  }

  private void send(List<Entry> batch, long nowMs) {
    int window = bucket.sent(batch.size());
    for (Call call : calls(batch)) {
      List<Entry> entries = call.places().stream().map(batch::get).toList();
      int lost = entries.stream().mapToInt(Entry::lost).max().orElse(0);
      Flight flight = new Flight(entries, call, nowMs, window, nowMs + timeout.ms(lost));
      flights.add(flight);
      CompletableFuture<Void> unused =
          call.answer()
              .exceptionallyCompose(error -> failed(entries, error))
              .thenAccept(
                  outcomes ->
                      mailbox.execute(
                          () -> land(flight, outcomes), "settle calls to %s", target.name()))
              .exceptionally(this::failUnlessEnded);
    }
  }

  /** The outcome of each, whatever happens: a batch refused as a whole is sent in halves. */
  private CompletableFuture<List<WriteOutcome>> failed(List<Entry> entries, Throwable error) {
    WriteOutcome outcome = ServiceErrors.of(error);
    if (outcome.kind() != Kind.REFUSED || entries.size() == 1) {
      return CompletableFuture.completedFuture(Collections.nCopies(entries.size(), outcome));
    }
    int half = entries.size() / 2;
    return again(entries.subList(0, half))
        .thenCombine(again(entries.subList(half, entries.size())), BatchingWriter::joined);
  }

  private CompletableFuture<List<WriteOutcome>> again(List<Entry> entries) {
    return Call.wholeOf(entries.size(), calls(entries))
        .exceptionallyCompose(error -> failed(entries, error));
  }

  private List<Call> calls(List<Entry> entries) {
    try {
      return sender.send(entries.stream().map(it -> target.request(it.line())).toList());
    } catch (RuntimeException e) {
      return List.of(
          Call.of(entries.size(), CompletableFuture.failedFuture(e), never -> List.of()));
    }
  }

  private static List<WriteOutcome> joined(List<WriteOutcome> one, List<WriteOutcome> other) {
    List<WriteOutcome> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private void land(Flight flight, List<WriteOutcome> outcomes) throws IOException {
    if (flights.end(flight)) {
      timeout.took(nowMs() - flight.startMs);
      settle(flight, outcomes);
      sendWhatMayBeSent();
    }
  }

  /** No answer has come, which says nothing of whether the service has done it. */
  private void giveUp(Flight flight) {
    flight.entries.forEach(Entry::lose);
    flight.call.giveUp().run();
    WriteOutcome lost = new WriteOutcome(Kind.RETRY, "no answer came");
    try {
      settle(flight, Collections.nCopies(flight.entries.size(), lost));
    } catch (IOException e) {
      throw new IllegalStateException("a call without an answer is not fatal", e);
    }
  }

  private void settle(Flight flight, List<WriteOutcome> outcomes) throws IOException {
    List<Entry> entries = flight.entries;
    List<Entry> again = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      entry.attempted();
      WriteOutcome outcome = outcomes.get(i);
      switch (outcome.kind()) {
        case WRITTEN, STALE -> {
          backlog.settle(entry);
          counters.written.inc();
          counters.staleWrites.inc(outcome.kind() == Kind.STALE ? 1 : 0);
        }
        case RETRY -> {
          if (entry.attempts() < options.maxAttempts()) {
            again.add(entry);
          } else {
            bury(entry, Reason.ATTEMPTS_EXHAUSTED, outcome.detail());
          }
        }
        case REFUSED -> bury(entry, Reason.REFUSED, outcome.detail());
        case FATAL -> throw new IOException(target.described() + " " + outcome.detail());
      }
    }
    int done = entries.size() - again.size();
    bucket.answered(done, again.size(), flight.window, backlog.size(), nowMs());
    if (!again.isEmpty()) {
      counters.retried.inc(again.size());
      int attempts = again.stream().mapToInt(Entry::attempts).max().orElseThrow();
      double chance = ThreadLocalRandom.current().nextDouble();
      backlog.again(again, nowMs() + options.backoffMs(attempts, chance));
    }
  }

  private void bury(Entry entry, Reason reason, String detail) {
    openLetters++;
    CompletableFuture<Void> unused =
        letters
            .write(
                entry,
                reason,
                detail,
                (letter, error) ->
                    mailbox.execute(
                        () -> buried(entry, letter, error), "a dead letter of %s", target.name()))
            .exceptionally(this::failUnlessEnded);
  }

  private void buried(Entry entry, DeadLetter letter, @Nullable Throwable error)
      throws IOException {
    if (error != null) {
      throw letters.failure(error);
    }
    openLetters--;
    backlog.settle(entry);
    counters.deadLetters.inc();
    if (!hasWarned) {
      hasWarned = true;
      letters.warn(letter);
    }
  }

  /** The mailbox of a task that has ended takes nothing, and nobody waits for it. */
  private @Nullable Void failUnlessEnded(Throwable error) {
    if (!(error.getCause() instanceof RejectedExecutionException)) {
      mailbox.execute(
          () -> {
            throw new IOException("a bug in the sink: " + error, error);
          },
          "fail the sink of %s",
          target.name());
    }
    return null;
  }

  @Override
  public void close() {
    sender.close();
    letters.close();
  }
}
