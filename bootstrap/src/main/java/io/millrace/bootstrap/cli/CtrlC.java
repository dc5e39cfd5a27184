package io.millrace.bootstrap.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a command that would go on for ever. */
final class CtrlC {
  private static final int MAX_SECONDS = 30;
  private static final int FAILED = 1;

  private CtrlC() {}

  /** What goes on until it is interrupted, and then puts everything in order. */
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Runs a task on this thread. Ctrl-C and SIGTERM interrupt it, and the process ends when it has
   * ended: with 0 if it has put everything in order, because it was meant to end so.
   */
  static void interrupts(Task task) throws IOException {
    Thread command = Thread.currentThread();
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(command, done), "stop"));
    try {
      task.run();
    } catch (InterruptedException ctrlC) {
      command.interrupt();
    } finally {
      done.countDown();
    }
  }

  private static void end(Thread command, CountDownLatch done) {
    if (done.getCount() == 0) {
      return; // it has ended by itself, and what it returns is the exit code
    }
    command.interrupt();
    boolean inTime = false;
    try {
      inTime = done.await(MAX_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // without this, Java tells of the signal: 143 or 130, which supervisors take for a failure
    Runtime.getRuntime().halt(inTime ? 0 : FAILED);
  }
}
