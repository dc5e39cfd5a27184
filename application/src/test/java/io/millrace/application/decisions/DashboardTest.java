package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.MINUTE;
import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.cancelled;
import static io.millrace.application.decisions.Given.completed;
import static io.millrace.application.decisions.Given.failure;
import static io.millrace.application.decisions.Given.money;
import static io.millrace.application.decisions.Given.placed;
import static io.millrace.application.decisions.Given.request;
import static io.millrace.application.decisions.Given.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.dashboard.DashboardMinute;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Windows;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DashboardTest {
  @Test
  void a_minute_counts_all_streams() {
    assertThat(
            minutes(
                completed("a", 1, "1.10 EUR", at(0)),
                completed("b", 1, "2.20 EUR", at(1)),
                completed("c", 1, "5 CHF", at(2)),
                success("l1", "u-1", at(3)),
                request("r1", "u-2", 200, at(4)),
                request("r2", "u-1", 500, at(MINUTE - 1))))
        .containsExactly(
            new DashboardMinute(
                at(0), at(MINUTE), List.of(money("5 CHF"), money("3.30 EUR")), 3, 2, 2, 1, 0.5));
  }

  @Test
  void a_minute_in_which_nothing_counts_gives_nothing() {
    assertThat(
            minutes(
                failure("l1", at(0)), placed("a", 1, at(1)), cancelled("b", -1, "-1 EUR", at(2))))
        .isEmpty();
  }

  @Test
  void a_failed_login_is_no_activity_of_its_user() {
    assertThat(minutes(failure("l1", at(0)), request("r1", null, 200, at(1))))
        .containsExactly(new DashboardMinute(at(0), at(MINUTE), List.of(), 0, 0, 1, 0, 0));
  }

  @Test
  void a_request_without_a_user_is_a_request() {
    assertThat(minutes(request("r1", null, 599, at(0))))
        .containsExactly(new DashboardMinute(at(0), at(MINUTE), List.of(), 0, 0, 1, 1, 1));
  }

  @Test
  void a_status_of_499_is_no_error_and_500_is_one() {
    assertThat(minutes(request("r1", null, 499, at(0)), request("r2", null, 500, at(0))))
        .singleElement()
        .extracting(DashboardMinute::errors)
        .isEqualTo(1L);
  }

  @Test
  void without_requests_the_error_rate_is_zero() {
    assertThat(minutes(success("l1", at(0))))
        .containsExactly(new DashboardMinute(at(0), at(MINUTE), List.of(), 0, 1, 0, 0, 0));
  }

  @Test
  void a_minute_ends_before_the_next_begins_and_empty_ones_give_nothing() {
    assertThat(
            minutes(
                success("l1", at(MINUTE - 1)),
                success("l2", at(MINUTE)),
                success("l3", at(9 * MINUTE))))
        .extracting(DashboardMinute::windowStartMs)
        .containsExactly(at(0), at(MINUTE), at(9 * MINUTE));
  }

  @Test
  void events_of_different_streams_with_one_id_are_no_copies() {
    assertThat(
            minutes(
                completed("x", 1, "1 EUR", at(0)),
                success("x", at(0)),
                request("x", null, 200, at(0))))
        .containsExactly(
            new DashboardMinute(at(0), at(MINUTE), List.of(money("1 EUR")), 1, 1, 1, 0, 0));
  }

  @Test
  void of_copies_that_differ_the_first_one_read_counts_even_if_it_counts_nothing() {
    assertThat(minutes(failure("x", at(0)), success("x", at(0)))).isEmpty();
    assertThat(minutes(success("x", at(0)), failure("x", at(0)))).hasSize(1);
    assertThat(minutes(placed("x", 1, at(0)), completed("x", 1, "1 EUR", at(0)))).isEmpty();
  }

  @Test
  void ten_thousand_users_are_counted_exactly_and_more_within_two_percent() {
    assertThat(usersCounted(10_000)).isEqualTo(10_000);
    assertThat(usersCounted(10_001)).isBetween(9_801L, 10_201L);
  }

  @Test
  void shares_add_up_to_a_direct_count() {
    for (long seed = 0; seed < 100; seed++) {
      List<StreamEvent> history = randomHistory(new Random(seed));

      assertThat(minutes(history.toArray(new StreamEvent[0])))
          .as("seed %d", seed)
          .isEqualTo(reference(history));
    }
  }

  private static List<DashboardMinute> reference(List<StreamEvent> history) {
    Set<Long> starts = new TreeSet<>();
    history.forEach(event -> starts.add(Windows.startOf(event.eventTimeMs(), MINUTE)));
    List<DashboardMinute> found = new ArrayList<>();
    for (long start : starts) {
      TreeMap<String, BigDecimal> revenue = new TreeMap<>();
      Set<String> users = new HashSet<>();
      int orders = 0;
      int requests = 0;
      int errors = 0;
      for (StreamEvent event : history) {
        if (event.eventTimeMs() < start || event.eventTimeMs() >= start + MINUTE) {
          continue;
        }
        if (event instanceof Order order && order.isCompleted()) {
          orders++;
          Money amount = order.amount();
          revenue.merge(amount.currency().code(), amount.amount(), BigDecimal::add);
        } else if (event instanceof Login login && login.succeeded()) {
          users.add(login.userId());
        } else if (event instanceof Request request) {
          requests++;
          errors += request.statusCode() >= 500 ? 1 : 0;
          if (request.userId() != null) {
            users.add(request.userId());
          }
        }
      }
      List<Money> amounts = new ArrayList<>();
      revenue.forEach((code, amount) -> amounts.add(new Money(amount, Currency.of(code))));
      if (orders + requests + users.size() > 0) {
        double rate = requests == 0 ? 0 : errors / (double) requests;
        found.add(
            new DashboardMinute(
                start, start + MINUTE, amounts, orders, users.size(), requests, errors, rate));
      }
    }
    return found;
  }

  private static List<StreamEvent> randomHistory(Random random) {
    List<StreamEvent> history = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long time = at(random.nextInt(8) * MINUTE / 2 + random.nextInt(3) - 1);
      String user = "u-" + random.nextInt(30);
      String money = random.nextInt(1000) / 100.0 + (random.nextBoolean() ? " EUR" : " JPY");
      String id = "x" + i;
      history.add(
          switch (random.nextInt(6)) {
            case 0 -> completed(id, 1, money, time);
            case 1 -> placed(id, 1, time);
            case 2 -> success(id, user, time);
            case 3 -> failure(id, time);
            case 4 -> request(id, null, 500, time);
            default -> request(id, user, 100 + random.nextInt(500), time);
          });
    }
    return history;
  }

  private static long usersCounted(int users) {
    Login[] logins = new Login[users];
    for (int i = 0; i < users; i++) {
      logins[i] = success("l" + i, "user-" + i, at(i % MINUTE));
    }
    return minutes(logins).get(0).activeUsers();
  }

  private static List<DashboardMinute> minutes(StreamEvent... events) {
    return DecisionReplay.decide("dashboard-minutes", events).stream()
        .map(DashboardMinute.class::cast)
        .toList();
  }
}
