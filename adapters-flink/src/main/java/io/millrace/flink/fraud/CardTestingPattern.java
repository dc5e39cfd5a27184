package io.millrace.flink.fraud;

import io.millrace.domain.fraud.CardPayment;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.money.Currency;
import io.millrace.domain.result.Result;
import io.millrace.flink.codec.Keyed;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Tested cards as a pattern: the last so many small payments of a currency before a large one.
 *
 * <p>It finds every large payment that has such a past. Which of them a match has used up is not
 * for a skip strategy to say: CEP holds a match back while one that has started earlier, perhaps in
 * another currency, is unfinished, and then prefers that one. {@link UsedUp} says it instead.
 */
public final class CardTestingPattern {
  static final String SMALL = "small";
  static final String LARGE = "large";
  private static final String ANOTHER = "another small";

  private CardTestingPattern() {}

  /** Payments of other sizes and currencies between do not matter. */
  static Pattern<Keyed<CardPayment>, ?> of(CardTestingPolicy policy, AfterMatchSkipStrategy skip) {
    return Pattern.<Keyed<CardPayment>>begin(SMALL, skip)
        .where(new IsSmall(policy))
        .times(policy.smallPayments())
        .notFollowedBy(ANOTHER)
        .where(new IsOneMore(policy))
        .followedBy(LARGE)
        .where(new IsLarge(policy))
        .within(Duration.ofMillis(policy.withinMs()));
  }

  /**
   * The matches among the payments of each card, as alerts.
   *
   * @param skip what becomes of a match that shares events with another one
   */
  public static SingleOutputStreamOperator<Result> matches(
      KeyedStream<Keyed<CardPayment>, String> payments,
      CardTestingPolicy policy,
      AfterMatchSkipStrategy skip,
      TypeInformation<Result> type) {
    return CEP.pattern(payments, of(policy, skip), CardTestingPattern::inOrder)
        .process(new FindTestedCards(policy), type);
  }

  /** CEP sorts by time alone unless it is told more. */
  private static int inOrder(Keyed<CardPayment> one, Keyed<CardPayment> other) {
    return Event.ORDER.compare(one.event(), other.event());
  }

  /** Of the currency in which the match has begun. */
  private abstract static class InItsCurrency extends IterativeCondition<Keyed<CardPayment>> {
    private static final long serialVersionUID = 1;

    @Override
    public final boolean filter(Keyed<CardPayment> payment, Context<Keyed<CardPayment>> match)
        throws Exception {
      return isOfSize(payment.event()) && isInCurrency(payment.event(), match);
    }

    abstract boolean isOfSize(CardPayment payment);

    private static boolean isInCurrency(CardPayment payment, Context<Keyed<CardPayment>> match)
        throws Exception {
      for (Keyed<CardPayment> first : match.getEventsForPattern(SMALL)) {
        Currency currency = first.event().amount().currency();
        return payment.amount().currency().equals(currency);
      }
      return true; // nothing has begun yet
    }
  }

  private static final class IsSmall extends InItsCurrency {
    private static final long serialVersionUID = 1;
    private final CardTestingPolicy policy;

    IsSmall(CardTestingPolicy policy) {
      this.policy = policy;
    }

    @Override
    boolean isOfSize(CardPayment payment) {
      return policy.isSmall(payment.amount());
    }
  }

  /**
   * One more than the match has room for. CEP asks this while the small ones are still being
   * counted too, and would end the match at the second.
   */
  private static final class IsOneMore extends IterativeCondition<Keyed<CardPayment>> {
    private static final long serialVersionUID = 1;
    private final IsSmall small;
    private final int room;

    IsOneMore(CardTestingPolicy policy) {
      this.small = new IsSmall(policy);
      this.room = policy.smallPayments();
    }

    @Override
    public boolean filter(Keyed<CardPayment> payment, Context<Keyed<CardPayment>> match)
        throws Exception {
      int count = 0;
      for (Keyed<CardPayment> unused : match.getEventsForPattern(SMALL)) {
        count++;
      }
      return count == room && small.filter(payment, match);
    }
  }

  private static final class IsLarge extends InItsCurrency {
    private static final long serialVersionUID = 1;
    private final CardTestingPolicy policy;

    IsLarge(CardTestingPolicy policy) {
      this.policy = policy;
    }

    @Override
    boolean isOfSize(CardPayment payment) {
      return policy.isLarge(payment.amount());
    }
  }
}
