package io.millrace.testkit;

import static io.millrace.testkit.Signal.confirmed;
import static io.millrace.testkit.Signal.raised;
import static io.millrace.testkit.Signal.withdrawn;

import io.millrace.application.access.BruteForceLoginEntry;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Alert;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is said of password attacks, and when. {@code docs/testing-decisions.md} quotes it. */
class BruteForceSpecTest {
  private static final long MINUTE = 60_000;

  private static final Spec<StreamEvent> LOGINS =
      Spec.of(BruteForceLoginEntry.ENTRY)
          .seenAs(Alert.class, alert -> String.join(" ", alert.evidence()));

  private static Login failure(String id, long timeMs) {
    return new Login(id, "u-1", false, "192.0.2.1", timeMs);
  }

  private static Login success(String id, long timeMs) {
    return new Login(id, "u-1", true, "192.0.2.1", timeMs);
  }

  @Test
  void the_third_failure_within_a_minute_is_an_attack() {
    LOGINS
        .given(failure("f-1", 0), failure("f-2", 1), failure("f-3", MINUTE - 1))
        .decides("f-1 f-2 f-3")
        .isRememberedAt(2 * MINUTE - 3)
        .isForgottenBy(2 * MINUTE - 2);
  }

  @Test
  void a_success_that_comes_late_between_the_failures_withdraws_the_attack() {
    LOGINS
        .given(failure("f-1", 0), failure("f-2", 10), failure("f-3", 20))
        .signals(raised("f-1 f-2 f-3"))
        .given(success("s-1", 15))
        .upTo(20)
        .signals(raised("f-1 f-2 f-3"), withdrawn("f-1 f-2 f-3"))
        .decidesNothing();
  }

  @TestFactory
  DynamicNode laws() {
    Histories<StreamEvent> histories =
        Histories.of(
            120,
            draw ->
                new Login(draw.id(), draw.name("u"), draw.isOneIn(6), "192.0.2.1", draw.nowMs()),
            MINUTE / 3);
    return LawTests.of(Laws.of(BruteForceLoginEntry.ENTRY, histories));
  }

  @Test
  void an_attack_is_raised_with_its_third_failure_and_confirmed_once_the_watermark_has_passed_it() {
    LOGINS
        .given(failure("f-1", 0), failure("f-2", 1))
        .signalsNothing()
        .given(failure("f-3", 2))
        .signals(raised("f-1 f-2 f-3"))
        .upTo(1)
        .signals(raised("f-1 f-2 f-3"))
        .decidesNothing()
        .upTo(2)
        .signals(raised("f-1 f-2 f-3"), confirmed("f-1 f-2 f-3"))
        .decides("f-1 f-2 f-3");
  }

  @Test
  void nothing_is_withdrawn_before_the_watermark_has_passed_it() {
    LOGINS
        .given(failure("f-1", 0), failure("f-2", 10), failure("f-3", 20), success("s-1", 15))
        .upTo(19)
        .signals(raised("f-1 f-2 f-3"));
  }

  @Test
  void an_attack_that_is_refuted_and_then_holds_again_is_raised_once() {
    LOGINS
        .given(failure("f-4", 40), failure("f-5", 50), failure("f-6", 60))
        .given(failure("f-3", 30)) // f-3, f-4 and f-5 now belong together
        .given(failure("f-2", 20), failure("f-1", 10)) // and again f-4, f-5 and f-6
        .upToTheEnd()
        .signals(
            raised("f-4 f-5 f-6"),
            raised("f-3 f-4 f-5"),
            raised("f-2 f-3 f-4"),
            raised("f-1 f-2 f-3"),
            confirmed("f-1 f-2 f-3"),
            confirmed("f-4 f-5 f-6"),
            withdrawn("f-2 f-3 f-4"),
            withdrawn("f-3 f-4 f-5"));
  }

  @Test
  void a_copy_raises_nothing() {
    LOGINS
        .given(failure("f-1", 0), failure("f-1", 0), failure("f-1", 0))
        .signalsNothing()
        .upToTheEnd()
        .signalsNothing();
  }

  @Test
  void a_deadline_between_two_events_that_wait_has_passed_for_the_second() {
    LOGINS
        .given(failure("f-1", 0), failure("f-2", 1000))
        .given(failure("f-3", 70_000), failure("f-4", 71_000))
        .signalsNothing()
        .given(failure("f-5", 72_000))
        .signals(raised("f-3 f-4 f-5"));
  }
}
