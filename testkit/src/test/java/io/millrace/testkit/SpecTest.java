package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.application.access.FailedLoginWindowsEntry;
import io.millrace.application.fraud.CardTestingEntry;
import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.access.FailedLoginWindow;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.StreamEvent;
import io.millrace.testkit.Visiting.Session;
import io.millrace.testkit.Visiting.Visit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SpecTest {
  private static final Spec<StreamEvent> WINDOWS = Spec.of(FailedLoginWindowsEntry.ENTRY);
  private static final Spec<KeyedEvent<Visit>> VISITS =
      Spec.of(new Visiting())
          .given(visit("a", "v-1", 0), visit("b", "v-2", 0), visit("a", "v-3", 200_000));
  private static final Session FIRST_OF_A = new Session("a", 1, 59_999);
  private static final Session SECOND_OF_A = new Session("a", 1, 259_999);
  private static final Session OF_B = new Session("b", 1, 59_999);

  @Test
  void the_results_of_one_key_are_held_to_their_order_and_those_of_several_are_not() {
    VISITS.decides(FIRST_OF_A, SECOND_OF_A, OF_B).decides(OF_B, FIRST_OF_A, SECOND_OF_A);

    assertThat(failure(() -> VISITS.decides(SECOND_OF_A, FIRST_OF_A, OF_B)))
        .contains("decides for key a in this order something else");
  }

  @Test
  void nothing_may_be_missing_and_nothing_may_be_there_twice() {
    assertThat(failure(() -> VISITS.decides(FIRST_OF_A, SECOND_OF_A)))
        .contains("not expected:\n    " + OF_B);
    assertThat(failure(() -> VISITS.decides(FIRST_OF_A, SECOND_OF_A, OF_B, OF_B)))
        .contains("missing:\n    " + OF_B);
    assertThat(failure(VISITS::decidesNothing)).contains("expected:\n    nothing");
  }

  @Test
  void a_watermark_says_up_to_when_and_events_after_it_say_up_to_the_end() {
    Spec<KeyedEvent<Visit>> later = VISITS.upTo(100_000);

    later.decides(FIRST_OF_A, OF_B);
    later
        .given(visit("b", "v-4", 200_000))
        .decides(FIRST_OF_A, SECOND_OF_A, OF_B, new Session("b", 1, 259_999));
  }

  @Test
  void a_failure_tells_the_whole_story() {
    Spec<KeyedEvent<Visit>> spec = VISITS.upTo(59_998);

    assertThat(failure(() -> spec.decides(FIRST_OF_A)))
        .contains("Visiting decides something else")
        .contains("1970-01-01T00:03:20.000Z (200000)  a: Visit[eventTimeMs=200000, eventId=v-3,")
        .contains("up to 1970-01-01T00:00:59.998Z (59998)")
        .contains("found:\n    nothing");
  }

  @Test
  void what_is_remembered_is_told() {
    VISITS.isRememberedAt(259_998).isForgottenBy(259_999);

    assertThat(failure(() -> VISITS.isForgottenBy(259_998)))
        .contains("remembers something else", "    a: ", "deadline 1970-01-01T00:04:19.999Z");
    assertThat(failure(() -> VISITS.isRememberedAt(259_999))).contains("something of a key");
  }

  @Test
  void what_waits_is_remembered_too() {
    assertThat(failure(() -> VISITS.isForgottenBy(199_999))).contains("waiting: [Visit");
  }

  @Test
  void a_policy_may_be_another_one() {
    WINDOWS
        .given(failed("l-1", 0), failed("l-2", 1999))
        .decidesNothing()
        .by(FailedLoginPolicy.SECTION, new FailedLoginPolicy(2000, 2))
        .decides(new FailedLoginWindow("u", 0, 2000, 2));
  }

  @Test
  void signals_that_were_not_said_are_told() {
    assertThat(failure(() -> VISITS.signals(Signal.raised("v-1"))))
        .contains("signals something else", "expected:\n    RAISED v-1", "found:\n    nothing");
  }

  @Test
  void an_event_of_a_stream_that_the_decision_does_not_read_is_refused() {
    assertThat(
            catchThrowable(
                () -> Spec.of(CardTestingEntry.ENTRY).given(failed("l-1", 0)).decidesNothing()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("card-testing reads nothing from the stream logins");
  }

  private static Login failed(String id, long timeMs) {
    return new Login(id, "u", false, "192.0.2.1", timeMs);
  }

  private static KeyedEvent<Visit> visit(String key, String id, long timeMs) {
    return new KeyedEvent<>(key, new Visit(timeMs, id, false));
  }

  private static String failure(ThrowingCallable claim) {
    Throwable failure = catchThrowable(claim);
    assertThat(failure).isInstanceOf(AssertionError.class);
    return String.valueOf(failure.getMessage());
  }
}
