package io.millrace.bootstrap.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a command that would go on for ever. */
final class CtrlC {
  private static final int MOST_SECONDS = 30;

  private CtrlC() {}

  /** What goes on until it is interrupted, and then puts everything in order. */
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** Runs a task on this thread. Ctrl-C interrupts it, and the process ends when it has ended. */
  static void interrupts(Task task) throws IOException {
    Thread command = Thread.currentThread();
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  command.interrupt();
                  try {
                    boolean unused = done.await(MOST_SECONDS, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    try {
      task.run();
    } catch (InterruptedException ctrlC) {
      command.interrupt();
    } finally {
      done.countDown();
    }
  }
}
