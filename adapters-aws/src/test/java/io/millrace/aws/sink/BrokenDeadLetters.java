package io.millrace.aws.sink;

import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetters;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A place that takes no letter. */
record BrokenDeadLetters() implements DeadLetters {
  private static final long serialVersionUID = 1;

  @Override
  public Writer open() {
    return new Writer() {
      @Override
      public CompletableFuture<Void> write(DeadLetter letter) {
        return CompletableFuture.failedFuture(new IOException("the disk is full, as told"));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void readAll(Reader reader) {}
}
