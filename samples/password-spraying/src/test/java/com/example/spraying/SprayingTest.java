package com.example.spraying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Alert;
import io.millrace.testkit.Histories;
import io.millrace.testkit.LawTests;
import io.millrace.testkit.Laws;
import io.millrace.testkit.Spec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SprayingTest {
  private static final long MINUTE = 60_000;
  private static final int USERS = 10;

  /** Three users within five minutes, over after seven. */
  private static final SprayingPolicy FEW = new SprayingPolicy("1", 3, 5 * MINUTE, 7 * MINUTE);

  private static final Spec<StreamEvent> LOGINS =
      Spec.of(SprayingDecisions.PASSWORD_SPRAYING)
          .seenAs(Alert.class, alert -> String.join(" ", alert.evidence()));

  private static Login failure(String id, String user, long timeMs) {
    return new Login(id, user, false, "192.0.2.1", timeMs);
  }

  /** One failure of each of so many users, a second apart. */
  private static List<Login> spraying(int users, long fromMs) {
    return IntStream.range(0, users)
        .mapToObj(i -> failure(fromMs + "-" + i, "u-" + i, fromMs + 1000L * i))
        .toList();
  }

  private static String ids(List<Login> logins) {
    return String.join(" ", logins.stream().map(Login::eventId).toList());
  }

  @Test
  void ten_users_who_fail_from_one_address_within_five_minutes_are_an_attack() {
    List<Login> ten = spraying(USERS, 0);
    LOGINS.given(ten.subList(0, USERS - 1)).decidesNothing();
    LOGINS.given(ten).decides(ids(ten));
  }

  @Test
  void nine_users_who_fail_often_are_none() {
    List<Login> twice =
        Stream.concat(spraying(USERS - 1, 0).stream(), spraying(USERS - 1, MINUTE).stream())
            .toList();
    LOGINS.given(twice).decidesNothing();
  }

  @Test
  void the_first_of_them_counts_less_than_five_minutes() {
    Spec<StreamEvent> two = LOGINS.by(SprayingPolicy.SECTION, FEW);
    Spec<StreamEvent> given = two.given(failure("1", "a", 0), failure("2", "b", 1));
    given.given(failure("3", "c", 5 * MINUTE)).decidesNothing();
    given.given(failure("3", "c", 5 * MINUTE - 1)).decides("1 2 3");
  }

  @Test
  void a_user_who_fails_again_counts_from_then_on() {
    LOGINS
        .by(SprayingPolicy.SECTION, FEW)
        .given(failure("1", "a", 0), failure("2", "b", 1), failure("3", "a", 2))
        .given(failure("4", "c", 5 * MINUTE))
        .decides("2 3 4");
  }

  @Test
  void a_success_changes_nothing_and_counts_for_nothing() {
    LOGINS
        .by(SprayingPolicy.SECTION, FEW)
        .given(failure("1", "a", 0), failure("2", "b", 1))
        .given(new Login("3", "c", true, "192.0.2.1", 2))
        .decidesNothing()
        .given(failure("4", "d", 3))
        .decides("1 2 4");
  }

  @Test
  void an_attack_is_told_once_until_it_has_been_quiet() {
    Spec<StreamEvent> attack =
        LOGINS
            .by(SprayingPolicy.SECTION, FEW)
            .given(failure("1", "a", 0), failure("2", "b", 1), failure("3", "c", 2))
            .decides("1 2 3");
    long quietMs = 2 + 7 * MINUTE;
    attack
        .given(failure("4", "d", quietMs - 1), failure("5", "e", quietMs))
        .given(failure("6", "f", quietMs + 1), failure("7", "g", quietMs + 2))
        .decides("1 2 3");
    attack
        .given(failure("4", "d", quietMs), failure("5", "e", quietMs))
        .given(failure("6", "f", quietMs + 1))
        .decides("1 2 3", "4 5 6");
  }

  @Test
  void an_address_is_forgotten_when_nothing_of_it_counts_any_more() {
    LOGINS.given(failure("1", "a", 0)).isRememberedAt(5 * MINUTE - 2).isForgottenBy(5 * MINUTE - 1);
  }

  @Test
  void a_policy_without_sense_is_refused_with_all_its_faults() {
    InvalidPolicy refused =
        assertThrows(InvalidPolicy.class, () -> new SprayingPolicy("1", 1, 0, 0));
    assertEquals(
        "policy password_spraying: users is 1, must be from 2 to 1000;"
            + " within_ms is 0, must be from 1000 to 86400000;"
            + " quiet_ms is 0, must be from 1000 to 86400000",
        refused.getMessage());
  }

  @Test
  void the_module_is_found_and_nothing_is_wrong_with_it() {
    assertTrue(
        Catalogue.installed().checked().entries().contains(SprayingDecisions.PASSWORD_SPRAYING));
  }

  @TestFactory
  Stream<DynamicNode> laws() {
    return Stream.of(
        LawTests.of(
            "ten users", Laws.of(SprayingDecisions.PASSWORD_SPRAYING, Policies.DEFAULT, logins())),
        LawTests.of(
            "three users",
            Laws.of(
                SprayingDecisions.PASSWORD_SPRAYING,
                Policies.DEFAULT.with(SprayingPolicy.SECTION, FEW),
                logins())));
  }

  /** Of twelve users at three addresses; now and then one succeeds. */
  private static Histories<StreamEvent> logins() {
    return Histories.of(
        200,
        draw ->
            new Login(
                draw.id(),
                "u-" + draw.number(1, 12),
                draw.isOneIn(6),
                draw.name("address"),
                draw.nowMs()),
        MINUTE / 4,
        5 * MINUTE,
        7 * MINUTE);
  }
}
