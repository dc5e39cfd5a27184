package io.millrace.application.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.replay.Replay;
import io.millrace.domain.access.FailedLoginCounting;
import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.access.FailedLoginWindow;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.result.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
  private static final FailedLoginCounting COUNTING =
      new FailedLoginCounting(FailedLoginPolicy.DEFAULT);

  @Test
  void three_failures_in_a_window_are_told_of_and_two_are_not() {
    assertThat(windows(failed("a", 300_000), failed("b", 300_000), failed("c", 599_999)))
        .containsExactly(new FailedLoginWindow("u", 300_000, 600_000, 3));
    assertThat(windows(failed("a", 300_000), failed("b", 599_999), failed("c", 600_000))).isEmpty();
  }

  @Test
  void a_success_counts_nothing_and_ends_nothing() {
    assertThat(
            windows(
                new LoginAttempt(0, "s", true),
                failed("a", 1),
                failed("b", 2),
                new LoginAttempt(3, "t", true),
                failed("c", 4)))
        .containsExactly(new FailedLoginWindow("u", 0, 300_000, 3));
  }

  @Test
  void windows_are_counted_apart_and_copies_once() {
    assertThat(
            windows(
                failed("a", 1),
                failed("a", 1),
                failed("b", 2),
                failed("c", 2),
                failed("d", 300_001),
                failed("e", 900_000),
                failed("f", 900_000),
                failed("g", 900_000),
                failed("h", 900_001)))
        .containsExactly(
            new FailedLoginWindow("u", 0, 300_000, 3),
            new FailedLoginWindow("u", 900_000, 1_200_000, 4));
  }

  private static List<Result> windows(LoginAttempt... attempts) {
    return Replay.of(COUNTING, "u", List.of(attempts));
  }

  private static LoginAttempt failed(String id, long timeMs) {
    return new LoginAttempt(timeMs, id, false);
  }
}
