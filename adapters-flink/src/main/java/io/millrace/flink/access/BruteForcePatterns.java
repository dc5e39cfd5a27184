package io.millrace.flink.access;

import io.millrace.domain.access.BruteForceAlerts;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.LoginActivity.Failure;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Result;
import io.millrace.flink.codec.Keyed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * Attacks and takeovers as patterns, for {@link BruteForcePolicy.Mode#EVERY_MATCH}.
 *
 * <p>Two patterns, because which failures an attack has used up decides which attack a success
 * follows: the first finds attacks among the logins, the second takeovers among attacks and
 * successes.
 */
public final class BruteForcePatterns {
  private static final String FAILURES = "failures";
  private static final String ATTACK = "attack";
  private static final String SUCCESS = "success";

  private final BruteForcePolicy policy;

  /** The patterns of a policy. */
  public BruteForcePatterns(BruteForcePolicy policy) {
    this.policy = policy;
  }

  /** Failures with nothing between them; a match uses up all of its own. */
  private Pattern<Keyed<LoginAttempt>, ?> attack() {
    return Pattern.<Keyed<LoginAttempt>>begin(FAILURES, AfterMatchSkipStrategy.skipPastLastEvent())
        .where(SimpleCondition.of(login -> !login.event().succeeded()))
        .times(policy.failures())
        .consecutive()
        .within(Duration.ofMillis(policy.withinMs()));
  }

  /** An attack and the next success, with no attack between them. */
  private Pattern<Keyed<TakeoverStep>, ?> takeover() {
    return Pattern.<Keyed<TakeoverStep>>begin(ATTACK)
        .where(SimpleCondition.of(step -> step.event().isAttack()))
        .next(SUCCESS)
        .where(SimpleCondition.of(step -> !step.event().isAttack()))
        .within(Duration.ofMillis(policy.takeoverWithinMs()));
  }

  /** The attacks among the logins of each user. */
  public SingleOutputStreamOperator<Keyed<TakeoverStep>> attacks(
      KeyedStream<Keyed<LoginAttempt>, String> logins, TypeInformation<Keyed<TakeoverStep>> type) {
    return CEP.pattern(logins, attack(), BruteForcePatterns::inOrder)
        .process(new FindAttacks(), type);
  }

  /** The successes among the logins of each user. */
  public static SingleOutputStreamOperator<Keyed<TakeoverStep>> successes(
      DataStream<Keyed<LoginAttempt>> logins, TypeInformation<Keyed<TakeoverStep>> type) {
    return logins
        .filter(login -> login.event().succeeded())
        .map(login -> new Keyed<>(login.key(), TakeoverStep.success(login.event())), type);
  }

  /** The alerts of takeovers among the attacks and successes of each user. */
  public SingleOutputStreamOperator<Result> takeovers(
      KeyedStream<Keyed<TakeoverStep>, String> steps, TypeInformation<Result> type) {
    return CEP.pattern(steps, takeover(), BruteForcePatterns::inOrder)
        .process(new FindTakeovers(policy), type);
  }

  /** The alerts of attacks. */
  public SingleOutputStreamOperator<Result> alerts(
      DataStream<Keyed<TakeoverStep>> attacks, TypeInformation<Result> type) {
    BruteForcePolicy by = policy;
    return attacks.map(
        attack -> new BruteForceAlerts(by).attack(attack.key(), attack.event().matched()), type);
  }

  /** CEP sorts by time alone unless it is told more. */
  private static int inOrder(Keyed<? extends Event> one, Keyed<? extends Event> other) {
    return Event.ORDER.compare(one.event(), other.event());
  }

  private static final class FindAttacks
      extends PatternProcessFunction<Keyed<LoginAttempt>, Keyed<TakeoverStep>> {
    private static final long serialVersionUID = 1;

    @Override
    public void processMatch(
        Map<String, List<Keyed<LoginAttempt>>> match,
        Context context,
        Collector<Keyed<TakeoverStep>> out) {
      List<Keyed<LoginAttempt>> logins = match.getOrDefault(FAILURES, List.of());
      List<Failure> failures =
          logins.stream()
              .map(login -> new Failure(login.event().eventId(), login.event().eventTimeMs()))
              .toList();
      out.collect(new Keyed<>(logins.get(0).key(), TakeoverStep.attack(failures)));
    }
  }

  private static final class FindTakeovers
      extends PatternProcessFunction<Keyed<TakeoverStep>, Result> {
    private static final long serialVersionUID = 1;

    private final BruteForcePolicy policy;

    FindTakeovers(BruteForcePolicy policy) {
      this.policy = policy;
    }

    @Override
    public void processMatch(
        Map<String, List<Keyed<TakeoverStep>>> match, Context context, Collector<Result> out) {
      Keyed<TakeoverStep> attack = match.getOrDefault(ATTACK, List.of()).get(0);
      TakeoverStep success = match.getOrDefault(SUCCESS, List.of()).get(0).event();
      LoginAttempt login = new LoginAttempt(success.eventTimeMs(), success.eventId(), true);
      out.collect(
          new BruteForceAlerts(policy).takeover(attack.key(), attack.event().matched(), login));
    }
  }
}
