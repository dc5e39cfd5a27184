package io.millrace.aws.deadletter;

import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** A place for dead letters. Travels to the sinks, which open it there. */
public interface DeadLetters extends Serializable {
  /**
   * Opens the place for one writer of a sink.
   *
   * @throws IOException if the place cannot be used; the message names it
   */
  Writer open() throws IOException;

  /**
   * Reads all letters that are there, in the order of their places' names, one at a time.
   *
   * @throws IOException if the place cannot be read, or from the reader
   */
  void readAll(Reader reader) throws IOException, InterruptedException;

  /** Takes letters as they were put down. */
  interface Reader {
    /**
     * One letter.
     *
     * @param place its file or object, for people
     * @param json what {@link DeadLetter#json} has given, unless somebody has changed it
     */
    void letter(String place, byte[] json) throws IOException, InterruptedException;
  }

  /** One writer's door to the place. Any thread may write, several at once. */
  interface Writer extends AutoCloseable {
    /**
     * Puts a letter down under its {@link DeadLetter#name}. A letter that is there already is
     * replaced: after a restart the same one may come again.
     *
     * @return done when the letter is durable, not before; exceptionally if it cannot be put down,
     *     which fails the job
     */
    CompletableFuture<Void> write(DeadLetter letter);

    @Override
    void close() throws IOException;
  }
}
