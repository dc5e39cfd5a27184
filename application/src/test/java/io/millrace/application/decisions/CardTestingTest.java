package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.MINUTE;
import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.money;
import static io.millrace.application.decisions.Given.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Payment;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Measure.Amount;
import io.millrace.domain.result.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTestingTest {
  private static final long TEN_MINUTES = 10 * MINUTE;

  @Test
  void a_large_payment_one_ms_less_than_10_minutes_after_the_first_small_one_raises_an_alert() {
    assertThat(found(three("1 EUR"), payment("big", "500 EUR", at(TEN_MINUTES - 1))))
        .containsExactly("p1 p2 p3 big");
  }

  @Test
  void a_large_payment_exactly_10_minutes_after_the_first_small_one_raises_none() {
    assertThat(found(three("1 EUR"), payment("big", "500 EUR", at(TEN_MINUTES)))).isEmpty();
  }

  @Test
  void a_payment_of_5_00_is_small_and_one_of_5_0001_is_not() {
    Payment big = payment("big", "500 EUR", at(10));

    assertThat(found(three("5.00 EUR"), big)).hasSize(1);
    assertThat(found(three("5 EUR"), big)).hasSize(1);
    assertThat(found(three("5.0001 EUR"), big)).isEmpty();
  }

  @Test
  void a_payment_of_nothing_is_small() {
    assertThat(found(three("0.00 EUR"), payment("big", "500 EUR", at(10)))).hasSize(1);
  }

  @Test
  void a_payment_of_200_00_is_large_and_one_of_199_9999_is_not() {
    assertThat(found(three("1 EUR"), payment("big", "200.00 EUR", at(10)))).hasSize(1);
    assertThat(found(three("1 EUR"), payment("big", "200 EUR", at(10)))).hasSize(1);
    assertThat(found(three("1 EUR"), payment("big", "199.9999 EUR", at(10)))).isEmpty();
  }

  @Test
  void small_payments_in_another_currency_do_not_count() {
    assertThat(found(three("1 EUR"), payment("big", "500 USD", at(10)))).isEmpty();
    assertThat(
            found(
                payment("p1", "1 EUR", at(0)),
                payment("p2", "1 USD", at(1)),
                payment("p3", "1 EUR", at(2)),
                payment("big", "500 EUR", at(3))))
        .isEmpty();
  }

  @Test
  void small_payments_of_two_currencies_may_mingle() {
    assertThat(
            found(
                three("1 EUR"),
                payment("u1", "1 USD", at(0)),
                payment("u2", "1 USD", at(1)),
                payment("u3", "1 USD", at(2)),
                payment("big", "500 USD", at(10))))
        .containsExactly("u1 u2 u3 big");
  }

  @Test
  void payments_of_other_sizes_between_do_not_matter() {
    assertThat(
            found(
                three("1 EUR"),
                payment("mid1", "6 EUR", at(1)),
                payment("mid2", "199 EUR", at(5)),
                payment("big", "500 EUR", at(10))))
        .containsExactly("p1 p2 p3 big");
  }

  @Test
  void the_outcome_does_not_matter() {
    Payment declined =
        new Payment("big", "c-1", "m-1", money("500 EUR"), false, null, null, at(10));

    assertThat(found(three("1 EUR"), declined)).hasSize(1);
  }

  @Test
  void the_last_three_of_four_small_payments_are_the_evidence_and_the_earliest_of_them_counts() {
    Payment[] small = {
      payment("p0", "1 EUR", at(0)),
      payment("p1", "1 EUR", at(100)),
      payment("p2", "1 EUR", at(200)),
      payment("p3", "1 EUR", at(300))
    };

    assertThat(found(small, payment("big", "500 EUR", at(TEN_MINUTES + 99))))
        .containsExactly("p1 p2 p3 big");
    assertThat(found(small, payment("big", "500 EUR", at(TEN_MINUTES + 100)))).isEmpty();
  }

  @Test
  void two_small_payments_are_not_enough() {
    assertThat(
            found(
                payment("p1", "1 EUR", at(0)),
                payment("p2", "1 EUR", at(1)),
                payment("big", "500 EUR", at(2))))
        .isEmpty();
  }

  @Test
  void a_large_payment_at_the_instant_of_a_small_one_counts_in_the_order_of_their_ids() {
    assertThat(found(three("1 EUR"), payment("p4", "500 EUR", at(2)))).hasSize(1);
    assertThat(found(three("1 EUR"), payment("big", "500 EUR", at(2)))).isEmpty();
  }

  @Test
  void a_match_uses_up_the_small_payments() {
    assertThat(
            found(
                three("1 EUR"),
                payment("x1", "500 EUR", at(10)),
                payment("x2", "500 EUR", at(11)),
                payment("p4", "1 EUR", at(12)),
                payment("x3", "500 EUR", at(13))))
        .containsExactly("p1 p2 p3 x1");
  }

  @Test
  void a_match_uses_up_the_small_payments_of_other_currencies_too() {
    assertThat(
            found(
                three("1 EUR"),
                payment("u1", "1 USD", at(3)),
                payment("u2", "1 USD", at(4)),
                payment("u3", "1 USD", at(5)),
                payment("x1", "500 EUR", at(10)),
                payment("x2", "500 USD", at(11))))
        .containsExactly("p1 p2 p3 x1");
  }

  @Test
  void a_large_payment_without_a_match_uses_up_nothing() {
    assertThat(
            found(
                three("1 EUR"), payment("x1", "500 USD", at(10)), payment("x2", "500 EUR", at(11))))
        .containsExactly("p1 p2 p3 x2");
  }

  @Test
  void after_a_match_three_new_small_payments_match_again() {
    assertThat(
            found(
                three("1 EUR"),
                payment("x1", "500 EUR", at(10)),
                payment("q1", "1 EUR", at(11)),
                payment("q2", "1 EUR", at(12)),
                payment("q3", "1 EUR", at(13)),
                payment("x2", "500 EUR", at(14))))
        .containsExactly("p1 p2 p3 x1", "q1 q2 q3 x2");
  }

  @Test
  void an_alert_says_what_was_found() {
    Alert alert = alerts(three("1 EUR"), payment("big", "200.0050 EUR", at(60_000))).get(0);

    assertThat(alert)
        .isEqualTo(
            new Alert(
                "3fb6e46308e7781c7cc034e8f93de001",
                "card-testing",
                "1",
                "c-1",
                Severity.CRITICAL,
                at(60_000),
                at(0),
                List.of("p1", "p2", "p3", "big"),
                new Amount(money("200.0050 EUR")),
                new Amount(money("200.00 EUR")),
                alert.explanation()));
    assertThat(alert.explanation()).contains("c-1", "200.00 EUR", "60000", "5.00 EUR");
  }

  @Test
  void the_threshold_has_the_scale_and_the_decimals_of_the_currency() {
    Alert alert = alerts(three("500 JPY"), payment("big", "20000 JPY", at(10))).get(0);

    assertThat(alert.threshold()).hasToString(new Amount(money("20000.00 JPY")).toString());
    assertThat(((Amount) alert.threshold()).value().format()).isEqualTo("20000");
    assertThat(alert.explanation())
        .contains("paid 20000 JPY, at or above 20000 JPY", "at most 500 JPY")
        .doesNotContain("20000.00");
  }

  @ParameterizedTest
  @CsvSource({
    "JPY, 500, 20000", "HUF, 500.00, 20000.00", "SEK, 50.00, 2000.00", "KRW, 5000, 200000",
    "IDR, 50000, 2000000", "GBP, 5, 200", "KWD, 5.000, 200.000", "XOF, 5, 200"
  })
  void what_is_small_or_large_depends_on_the_scale_of_the_currency(
      String currency, BigDecimal small, BigDecimal large) {
    BigDecimal bit = new BigDecimal("0.0001");
    Payment big = payment("big", large + " " + currency, at(10));

    assertThat(found(three(small + " " + currency), big)).hasSize(1);
    assertThat(found(three(small.add(bit) + " " + currency), big)).isEmpty();
    assertThat(
            found(
                three(small + " " + currency),
                payment("big", large.subtract(bit) + " " + currency, at(10))))
        .isEmpty();
  }

  @Test
  void random_histories_agree_with_a_reference() {
    for (long seed = 0; seed < 2000; seed++) {
      List<Payment> payments = randomPayments(new Random(seed));

      assertThat(found(payments.toArray(new Payment[0])))
          .as("seed %d", seed)
          .isEqualTo(reference(payments));
    }
  }

  /** In event order; looks back over everything since the last match at each large payment. */
  private static List<String> reference(List<Payment> payments) {
    List<String> found = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < payments.size(); i++) {
      Payment large = payments.get(i);
      List<Payment> small =
          payments.subList(from, i).stream()
              .filter(p -> inEuros(p).compareTo(BigDecimal.valueOf(5)) <= 0)
              .filter(p -> p.amount().currency().equals(large.amount().currency()))
              .toList();
      if (inEuros(large).compareTo(BigDecimal.valueOf(200)) < 0 || small.size() < 3) {
        continue;
      }
      List<Payment> last = small.subList(small.size() - 3, small.size());
      if (large.eventTimeMs() - last.get(0).eventTimeMs() < TEN_MINUTES) {
        found.add(ids(last) + " " + large.eventId());
        from = i + 1;
      }
    }
    return found;
  }

  /** As if a hundred yen were a euro. */
  private static BigDecimal inEuros(Payment payment) {
    boolean isYen = payment.amount().currency().code().equals("JPY");
    return isYen ? payment.amount().amount().movePointLeft(2) : payment.amount().amount();
  }

  private static List<Payment> randomPayments(Random random) {
    String[] amounts = {"1", "4.99", "5", "5.01", "200", "199.99", "3"};
    long[] gaps = {0, 1, MINUTE, 5 * MINUTE - 1, 5 * MINUTE, TEN_MINUTES - 1, TEN_MINUTES};
    List<Payment> payments = new ArrayList<>();
    long time = 0;
    for (int i = 100; i < 140; i++) {
      time += gaps[random.nextInt(random.nextInt(4) > 0 ? 3 : gaps.length)];
      String amount = amounts[random.nextInt(amounts.length)];
      String currency = random.nextInt(3) == 0 ? " USD" : " EUR";
      if (random.nextInt(4) == 0) {
        amount = new BigDecimal(amount).movePointRight(2).toPlainString();
        currency = " JPY";
      }
      payments.add(payment("p" + random.nextInt(10) + i, amount + currency, at(time)));
    }
    payments.sort(Event.ORDER);
    return payments;
  }

  private static Payment[] three(String money) {
    return new Payment[] {
      payment("p1", money, at(0)), payment("p2", money, at(1)), payment("p3", money, at(2))
    };
  }

  private static List<Alert> alerts(Payment[] first, Payment... more) {
    return DecisionReplay.of("card-testing").given(first).given(more).finished().stream()
        .map(Alert.class::cast)
        .toList();
  }

  private static List<String> found(Payment... payments) {
    return found(payments, new Payment[0]);
  }

  private static List<String> found(Payment[] first, Payment... more) {
    return alerts(first, more).stream().map(alert -> String.join(" ", alert.evidence())).toList();
  }

  private static String ids(List<Payment> payments) {
    return String.join(" ", payments.stream().map(Payment::eventId).toList());
  }
}
