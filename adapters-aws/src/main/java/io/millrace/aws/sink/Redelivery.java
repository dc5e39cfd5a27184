package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.tables.Retention;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes records to a target by hand, with no job: as a sink does, with its limits, its pauses and
 * its bound of attempts, but one batch at a time, and to an answer for each record.
 */
public final class Redelivery implements AutoCloseable {
  private final Channel<?> channel;

  private Redelivery(Channel<?> channel) {
    this.channel = channel;
  }

  /** Results to a stream. */
  public static Redelivery toKinesis(AwsAccess access, StreamName stream, SinkOptions options) {
    return to(new KinesisSink.Stream(access, stream), options);
  }

  /** Records as they came in, back to the stream. */
  public static Redelivery ofRecords(AwsAccess access, StreamName stream, SinkOptions options) {
    return to(new RawRecords(new KinesisSink.Stream(access, stream)), options);
  }

  /** Results to a delivery stream. */
  public static Redelivery toFirehose(AwsAccess access, String name, SinkOptions options) {
    return to(new FirehoseSink.DeliveryStream(access, FirehoseSink.checked(name)), options);
  }

  /** Results to a topic. */
  public static Redelivery toSns(AwsAccess access, String topicArn, SinkOptions options) {
    return to(new SnsSink.Topic(access, topicArn), options);
  }

  /** Results to tables, where an older value never replaces a newer one. */
  public static Redelivery toTables(
      AwsAccess access,
      String prefix,
      Set<ResultType> types,
      Retention retention,
      SinkOptions options) {
    return to(
        new DynamoDbSink.Tables(access, prefix, types, Map.of(), retention, Clock.systemUTC()),
        options);
  }

  private static <R> Redelivery to(Target<R> target, SinkOptions options) {
    return new Redelivery(new Channel<>(target, options, target.open(options)));
  }

  /**
   * Writes records, as often as it takes.
   *
   * @return for each, empty if it is written or need not be, or why it never will be
   * @throws IOException if the target takes nothing at all; the message says what to do
   */
  public List<String> deliver(List<ResultLine> lines) throws IOException, InterruptedException {
    return channel.deliver(lines);
  }

  @Override
  public void close() {
    channel.sender.close();
  }

  private record Channel<R>(Target<R> target, SinkOptions options, Sender<R> sender) {
    List<String> deliver(List<ResultLine> lines) throws IOException, InterruptedException {
      List<String> answers = new ArrayList<>(Collections.nCopies(lines.size(), ""));
      TreeMap<Integer, R> open = new TreeMap<>();
      for (int i = 0; i < lines.size(); i++) {
        try {
          R request = target.request(lines.get(i));
          if (target.size(request) > target.limits().entryBytes()) {
            answers.set(i, "is larger than the service takes");
          } else {
            open.put(i, request);
          }
        } catch (IllegalArgumentException e) {
          answers.set(i, String.valueOf(e.getMessage()));
        }
      }
      for (int attempt = 1; !open.isEmpty(); attempt++) {
        String last = sendAll(open, answers);
        if (!open.isEmpty() && attempt >= options.maxAttempts()) {
          open.keySet().forEach(i -> answers.set(i, "failed too often: " + last));
          return answers;
        }
        if (!open.isEmpty()) {
          Thread.sleep(options.backoffMs(attempt, ThreadLocalRandom.current().nextDouble()));
        }
      }
      return answers;
    }

    /** Sends what is open once; what need not be sent again is open no more. */
    private String sendAll(TreeMap<Integer, R> open, List<String> answers)
        throws IOException, InterruptedException {
      String last = "";
      for (List<Integer> batch : batches(open)) {
        List<R> requests = new ArrayList<>();
        batch.forEach(i -> requests.add(open.get(i)));
        List<WriteOutcome> outcomes = send(requests);
        for (int i = 0; i < outcomes.size(); i++) {
          WriteOutcome outcome = outcomes.get(i);
          switch (outcome.kind()) {
            case WRITTEN, STALE -> open.remove(batch.get(i));
            case RETRY -> last = outcome.detail();
            case REFUSED -> {
              open.remove(batch.get(i));
              answers.set(batch.get(i), outcome.detail());
            }
            case FATAL -> throw new IOException(target.described() + " " + outcome.detail());
          }
        }
      }
      return last;
    }

    private List<List<Integer>> batches(TreeMap<Integer, R> open) {
      List<List<Integer>> batches = new ArrayList<>();
      List<Integer> batch = new ArrayList<>();
      long bytes = 0;
      for (var entry : open.entrySet()) {
        long size = target.size(entry.getValue());
        boolean full =
            batch.size() == target.limits().entries()
                || bytes + size > target.limits().batchBytes();
        if (full) {
          batches.add(batch);
          batch = new ArrayList<>();
          bytes = 0;
        }
        batch.add(entry.getKey());
        bytes += size;
      }
      batches.add(batch);
      return batches;
    }

    /** The outcome of each: a batch refused as a whole is sent one by one. */
    private List<WriteOutcome> send(List<R> batch) throws InterruptedException {
      try {
        return Call.wholeOf(batch.size(), sender.send(batch)).get();
      } catch (ExecutionException e) {
        return failed(batch, e.getCause() == null ? e : e.getCause());
      } catch (RuntimeException e) {
        return failed(batch, e);
      }
    }

    private List<WriteOutcome> failed(List<R> batch, Throwable error) throws InterruptedException {
      WriteOutcome outcome = ServiceErrors.of(error);
      if (outcome.kind() != WriteOutcome.Kind.REFUSED || batch.size() == 1) {
        return Collections.nCopies(batch.size(), outcome);
      }
      List<WriteOutcome> each = new ArrayList<>();
      for (R one : batch) {
        each.addAll(send(List.of(one)));
      }
      return each;
    }
  }
}
