package io.millrace.aws.sink;

import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetter.Reason;
import io.millrace.aws.deadletter.DeadLetters;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters of one writer. */
record Letters(Target<?> target, DeadLetters.Writer writer) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

  /** Writes one; then, on any thread, says so, or why it could not be. */
  CompletableFuture<Void> write(
      Entry entry, Reason reason, String detail, BiConsumer<DeadLetter, @Nullable Throwable> then) {
    DeadLetter letter =
        new DeadLetter(
            target.kind(),
            target.name(),
            entry.line().type().id(),
            reason,
            detail,
            entry.attempts(),
            entry.line().contentId(),
            entry.line().json());
    return writer.write(letter).whenComplete((done, error) -> then.accept(letter, error));
  }

  IOException failure(Throwable error) {
    return new IOException(
        "a dead letter of " + target.described() + " cannot be written: " + error, error);
  }

  /** Of the first one alone; all are counted. */
  void warn(DeadLetter letter) {
    LOG.warn(
        "{} could not be sent a result of type {} ({}): see the dead letter {}; further ones are"
            + " counted in deadLetters.",
        target.described(),
        letter.type(),
        letter.reason(),
        letter.name());
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      LOG.warn("the dead letters of {} could not be closed", target.described(), e);
    }
  }
}
