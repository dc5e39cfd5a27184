package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.failure;
import static io.millrace.application.decisions.Given.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.replay.Replay;
import io.millrace.domain.access.BruteForceDetection;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.BruteForcePolicy.Mode;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.event.Login;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One alert an episode, and both modes against a reference that looks at everything anew. */
class BruteForceEpisodesTest {
  private static final long MINUTE = 60_000;

  @Test
  void a_second_three_of_a_run_is_silent() {
    assertThat(once(failures(0, 1, 2, 3, 4, 5))).containsExactly("brute-force-login: f0 f1 f2");
  }

  @Test
  void failures_less_than_60_s_apart_prolong_the_silence() {
    assertThat(once(failures(0, 1, 2, 60_001, 60_002, 60_003)))
        .containsExactly("brute-force-login: f0 f1 f2");
  }

  @Test
  void exactly_60_s_without_a_failure_end_the_episode() {
    assertThat(once(failures(0, 1, 2, 60_002, 60_003, 60_004)))
        .containsExactly("brute-force-login: f0 f1 f2", "brute-force-login: f3 f4 f5");
  }

  @Test
  void a_success_ends_the_episode() {
    List<Login> logins = failures(0, 1, 2, 4, 5, 6);
    logins.add(success("s", at(3)));

    assertThat(once(logins))
        .containsExactly(
            "brute-force-login: f0 f1 f2",
            "account-takeover-suspected: f0 f1 f2 s",
            "brute-force-login: f3 f4 f5");
  }

  @Test
  void a_takeover_follows_a_three_that_was_matched_in_silence() {
    List<Login> logins = failures(0, 1, 2, 3, 4, 5);
    logins.add(success("s", at(60_004)));

    assertThat(once(logins))
        .containsExactly("brute-force-login: f0 f1 f2", "account-takeover-suspected: f3 f4 f5 s");
  }

  @ParameterizedTest
  @EnumSource
  void random_histories_agree_with_a_reference(Mode mode) {
    for (long seed = 0; seed < 2000; seed++) {
      List<Login> logins = randomLogins(new Random(seed));

      assertThat(decided(mode, logins)).as("seed %d", seed).isEqualTo(reference(mode, logins));
    }
  }

  @Test
  void a_user_is_forgotten_when_no_failure_can_matter_any_more() {
    Replay<?, LoginAttempt, Result> replay =
        new Replay<>(new BruteForceDetection(BruteForcePolicy.DEFAULT), result -> {});
    replay.add("u-1", LoginAttempt.of(failure("f1", at(0))));

    replay.advanceTo(at(59_998));
    assertThat(replay.keys()).isEqualTo(1);
    replay.advanceTo(at(60_000));
    assertThat(replay.keys()).isZero();
  }

  @Test
  void a_success_leaves_nothing_to_remember() {
    Replay<?, LoginAttempt, Result> replay =
        new Replay<>(new BruteForceDetection(BruteForcePolicy.DEFAULT), result -> {});
    replay.add("u-1", LoginAttempt.of(failure("f1", at(0))));
    replay.add("u-1", LoginAttempt.of(success("s1", at(1))));
    replay.advanceTo(at(1));

    assertThat(replay.keys()).isZero();
  }

  /** In event order; looks back over the whole run at each event. */
  private static List<String> reference(Mode mode, List<Login> logins) {
    List<String> found = new ArrayList<>();
    List<Login> run = new ArrayList<>();
    int matched = 0; // failures of the run up to the end of its latest match
    boolean quiet = true; // 60 s without a failure since the latest match, or no match yet
    for (Login login : logins) {
      if (login.succeeded()) {
        if (matched > 0 && login.eventTimeMs() - run.get(matched - 1).eventTimeMs() < MINUTE) {
          List<Login> evidence = new ArrayList<>(run.subList(matched - 3, matched));
          evidence.add(login);
          found.add("account-takeover-suspected: " + ids(evidence));
        }
        run.clear();
        matched = 0;
        quiet = true;
        continue;
      }
      int size = run.size();
      quiet |= size > 0 && login.eventTimeMs() - run.get(size - 1).eventTimeMs() >= MINUTE;
      run.add(login);
      size++;
      if (size - matched >= 3 && login.eventTimeMs() - run.get(size - 3).eventTimeMs() < MINUTE) {
        if (quiet || mode == Mode.EVERY_MATCH) {
          found.add("brute-force-login: " + ids(run.subList(size - 3, size)));
        }
        matched = size;
        quiet = false;
      }
    }
    return found;
  }

  /** In event order, with ties and with gaps of about a minute. */
  private static List<Login> randomLogins(Random random) {
    long[] gaps = {0, 1, 20_000, 29_999, 30_000, 59_999, 60_000, 60_001};
    List<Login> logins = new ArrayList<>();
    long time = 0;
    for (int i = 100; i < 130; i++) {
      time += gaps[random.nextInt(random.nextBoolean() ? 3 : gaps.length)];
      logins.add(random.nextInt(6) == 0 ? success("s" + i, at(time)) : failure("f" + i, at(time)));
    }
    logins.sort(Event.ORDER);
    return logins;
  }

  private static List<Login> failures(long... times) {
    List<Login> logins = new ArrayList<>();
    for (long time : times) {
      logins.add(failure("f" + logins.size(), at(time)));
    }
    return logins;
  }

  private static List<String> once(List<Login> logins) {
    return decided(Mode.ONCE_PER_EPISODE, logins);
  }

  private static List<String> decided(Mode mode, List<Login> logins) {
    BruteForcePolicy policy = new BruteForcePolicy("1", 3, MINUTE, MINUTE, MINUTE, mode);
    return Replay.of(
            new BruteForceDetection(policy), "u-1", logins.stream().map(LoginAttempt::of).toList())
        .stream()
        .map(Alert.class::cast)
        .map(alert -> alert.rule() + ": " + String.join(" ", alert.evidence()))
        .toList();
  }

  private static String ids(List<Login> logins) {
    return String.join(" ", logins.stream().map(Login::eventId).toList());
  }
}
