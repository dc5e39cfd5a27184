package io.millrace.bootstrap.live;

import io.millrace.broker.EmbeddedBroker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One broker for all tests of this module that leave it as it is; each uses topics of its own. */
final class SharedBroker {
  private static @Nullable EmbeddedBroker broker;

  private SharedBroker() {}

  static synchronized EmbeddedBroker get() throws IOException, InterruptedException {
    EmbeddedBroker running = broker;
    if (running == null) {
      running = EmbeddedBroker.start();
      broker = running;
      Runtime.getRuntime().addShutdownHook(new Thread(SharedBroker::close, "stop the broker"));
    }
    return running;
  }

  private static synchronized void close() {
    try {
      if (broker != null) {
        broker.close();
      }
    } catch (IOException e) {
      System.err.println("the broker of the tests could not be stopped: " + e);
    }
  }
}
