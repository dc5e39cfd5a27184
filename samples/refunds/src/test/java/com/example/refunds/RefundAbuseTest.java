package com.example.refunds;

import static io.millrace.testkit.Signal.confirmed;
import static io.millrace.testkit.Signal.raised;
import static io.millrace.testkit.Signal.withdrawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Alert;
import io.millrace.testkit.Histories;
import io.millrace.testkit.LawTests;
import io.millrace.testkit.Laws;
import io.millrace.testkit.Spec;
import java.math.BigDecimal;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RefundAbuseTest {
  // begin spec
  private static final long HOUR = 3_600_000;

  private static final Spec<StreamEvent> REFUNDS =
      Spec.of(RefundDecisions.REFUND_ABUSE)
          .seenAs(Alert.class, alert -> String.join(" ", alert.evidence()));

  private static Refund refund(String id, long timeMs) {
    return new Refund(
        id, "c-1", "o-1", new Money(new BigDecimal("9.90"), Currency.of("EUR")), timeMs);
  }

  @Test
  void the_fourth_refund_within_24_hours_is_too_many() {
    REFUNDS
        .given(refund("r-1", 0), refund("r-2", HOUR), refund("r-3", 2 * HOUR))
        .decidesNothing()
        .given(refund("r-4", 24 * HOUR - 1))
        .decides("r-1 r-2 r-3 r-4");
  }

  @Test
  void a_refund_that_is_24_hours_old_does_not_count() {
    REFUNDS
        .given(refund("r-1", 0), refund("r-2", 1), refund("r-3", 2), refund("r-4", 24 * HOUR))
        .decidesNothing();
  }

  // end spec

  @Test
  void the_refunds_of_an_alert_are_used_up() {
    REFUNDS
        .given(refund("r-1", 1), refund("r-2", 2), refund("r-3", 3), refund("r-4", 4))
        .given(refund("r-5", 5), refund("r-6", 6), refund("r-7", 7))
        .decides("r-1 r-2 r-3 r-4")
        .given(refund("r-8", 8))
        .decides("r-1 r-2 r-3 r-4", "r-5 r-6 r-7 r-8");
  }

  @Test
  void a_customer_is_forgotten_when_no_refund_counts_any_more() {
    REFUNDS
        .given(refund("r-1", 0), refund("r-2", HOUR))
        .isRememberedAt(25 * HOUR - 2)
        .isForgottenBy(25 * HOUR - 1);
  }

  @Test
  void an_alert_that_comes_to_have_other_refunds_is_withdrawn_and_raised_anew() {
    REFUNDS
        .given(refund("r-1", 1), refund("r-3", 3), refund("r-4", 4), refund("r-5", 5))
        .signals(raised("r-1 r-3 r-4 r-5"))
        .given(refund("r-2", 2))
        .upToTheEnd()
        .signals(
            raised("r-1 r-3 r-4 r-5"),
            raised("r-1 r-2 r-3 r-4"),
            confirmed("r-1 r-2 r-3 r-4"),
            withdrawn("r-1 r-3 r-4 r-5"));
  }

  @Test
  void a_policy_may_allow_less() {
    REFUNDS
        .by(RefundPolicy.SECTION, new RefundPolicy("2", 1, 1000))
        .given(refund("r-1", 0), refund("r-2", 999))
        .decides("r-1 r-2");
  }

  @Test
  void a_policy_without_sense_is_refused_with_all_its_faults() {
    InvalidPolicy refused = assertThrows(InvalidPolicy.class, () -> new RefundPolicy("1", 0, 999));
    assertEquals(
        "policy refund_abuse: allowed is 0, must be from 1 to 100;"
            + " within_ms is 999, must be from 1000 to 2592000000",
        refused.getMessage());
  }

  @Test
  void the_module_is_found_and_nothing_is_wrong_with_it() {
    assertTrue(Catalogue.installed().checked().entries().contains(RefundDecisions.REFUND_ABUSE));
  }

  // begin laws
  @TestFactory
  DynamicNode laws() {
    Histories<StreamEvent> histories =
        Histories.of(
            120,
            draw ->
                new Refund(
                    draw.id(),
                    draw.name("customer"),
                    draw.name("order"),
                    draw.money(draw.oneOf("0.01", "9.90", "250"), draw.oneOf("EUR", "JPY")),
                    draw.nowMs()),
            24 * HOUR,
            8 * HOUR);
    return LawTests.of(Laws.of(RefundDecisions.REFUND_ABUSE, histories));
  }
  // end laws
}
