package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedBrokerTest {
  /** Kafka deletes folders that it chose in a hook of its own, also under a broker that runs. */
  @Test
  void when_the_process_ends_nothing_deletes_what_the_broker_stores_but_closing_it()
      throws Exception {
    SharedBroker.get();

    Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
    hooks.setAccessible(true);

    assertThat(((Map<?, ?>) hooks.get(null)).keySet())
        .extracting(hook -> ((Thread) hook).getName())
        .contains("stop the broker")
        .noneMatch(name -> name.startsWith("delete-temp-file"));
  }
}
