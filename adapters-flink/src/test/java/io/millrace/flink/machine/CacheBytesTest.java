package io.millrace.flink.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.codec.Codec;
import io.millrace.domain.access.LoginActivity;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.KeyState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheBytesTest {
  private static final int KEYS = 1_000;
  private static final int EVENTS = 2_000;
  private static final long MAX_BYTES = 4_000_000;

  @Test
  void many_small_keys_are_not_too_much() throws IOException {
    assertThat(isTooMuch(KEYS, 1)).isFalse();
  }

  @Test
  void as_many_large_ones_are() throws IOException {
    assertThat(isTooMuch(KEYS, 500)).isTrue();
  }

  @Test
  void so_is_one_that_grows_while_it_is_cached() throws IOException {
    CacheBytes<LoginActivity, LoginAttempt> bytes = new CacheBytes<>(codec(), MAX_BYTES);
    Timeline<LoginActivity, LoginAttempt> timeline = new Timeline<>(LoginActivity.NONE, List.of());
    bytes.added(new KeyState<>(timeline, StateMachine.NEVER));
    int events = 0;
    while (!bytes.isTooMuch(1)) {
      timeline.offer(new LoginAttempt(events, "e" + events, false));
      events++;
    }
    assertThat(events).isBetween(10_000, 200_000);
  }

  @Test
  void nothing_is_left_of_keys_that_are_written_back() throws IOException {
    CacheBytes<LoginActivity, LoginAttempt> bytes = filled(KEYS, 500);
    assertThat(bytes.isTooMuch(KEYS)).isTrue();
    bytes.cleared();
    assertThat(bytes.isTooMuch(0)).isFalse();
    assertThat(bytes.isTooMuch(KEYS)).as("as large as those before, until measured").isTrue();
  }

  private static boolean isTooMuch(int keys, int waiting) throws IOException {
    return filled(keys, waiting).isTooMuch(keys);
  }

  private static CacheBytes<LoginActivity, LoginAttempt> filled(int keys, int waiting)
      throws IOException {
    CacheBytes<LoginActivity, LoginAttempt> bytes = new CacheBytes<>(codec(), MAX_BYTES);
    for (int key = 0; key < keys; key++) {
      List<LoginAttempt> events = new ArrayList<>();
      for (int i = 0; i < waiting; i++) {
        events.add(new LoginAttempt(i, "event-" + i, false));
      }
      bytes.added(new KeyState<>(new Timeline<>(LoginActivity.NONE, events), StateMachine.NEVER));
    }
    for (int event = 1; event < EVENTS; event++) {
      bytes.isTooMuch(keys);
    }
    return bytes;
  }

  @SuppressWarnings("unchecked") // the state of that decision
  private static Codec<KeyState<LoginActivity, LoginAttempt>> codec() {
    return (Codec<KeyState<LoginActivity, LoginAttempt>>)
        CodecIds.find(CodecIds.keyState("brute-force-login"));
  }
}
