package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.fraud.CardPayment;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Result;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.fraud.CardTestingPattern;
import io.millrace.flink.fraud.UsedUp;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/**
 * What CEP's skip strategy makes of two currencies, and why it is not asked. If the first test
 * fails with a later Flink, {@link UsedUp} may have become needless.
 */
class CepSkipTest {
  private static final CardTestingPolicy POLICY = CardTestingPolicy.DEFAULT;
  private static final TypeInformation<Result> RESULTS =
      new CodecType<>(CodecIds.LOCAL, Result.class);

  /** A second apart; the id is the currency's first letter and a number. */
  private static final List<Keyed<CardPayment>> PAYMENTS =
      List.of(
          paid(0, "USD", 1),
          paid(1, "EUR", 1),
          paid(2, "EUR", 1),
          paid(3, "EUR", 1),
          paid(4, "EUR", 300),
          paid(5, "USD", 1),
          paid(6, "USD", 1),
          paid(7, "USD", 300));

  @Test
  void skipping_prefers_the_match_that_began_first_to_the_one_that_ended_first() throws Exception {
    assertThat(evidence(matches(AfterMatchSkipStrategy.skipPastLastEvent())))
        .containsExactly("[U0, U5, U6, U7]");
  }

  @Test
  void the_rule_takes_the_match_that_ended_first_and_uses_up_what_came_before() throws Exception {
    assertThat(
            evidence(
                DataStreamUtils.reinterpretAsKeyedStream(
                        matches(AfterMatchSkipStrategy.noSkip()),
                        result -> ((Alert) result).key(),
                        Types.STRING)
                    .process(new UsedUp(POLICY.withinMs()), RESULTS)))
        .containsExactly("[E1, E2, E3, E4]");
  }

  private static DataStream<Result> matches(AfterMatchSkipStrategy skip) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    KeyedStream<Keyed<CardPayment>, String> payments =
        environment
            .fromData(PAYMENTS, CodecType.keyed("card-testing"))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Keyed<CardPayment>>forMonotonousTimestamps()
                    .withTimestampAssigner((paid, none) -> paid.event().eventTimeMs()))
            .keyBy(Keyed::key, Types.STRING);
    return CardTestingPattern.matches(payments, POLICY, skip, RESULTS);
  }

  private static List<String> evidence(DataStream<Result> alerts) throws Exception {
    return alerts
        .map(alert -> ((Alert) alert).evidence().toString(), Types.STRING)
        .executeAndCollect(PAYMENTS.size());
  }

  private static Keyed<CardPayment> paid(int second, String currency, int amount) {
    Money money = new Money(BigDecimal.valueOf(amount), Currency.of(currency));
    return new Keyed<>(
        "c", new CardPayment(second * 1000L, currency.substring(0, 1) + second, money));
  }
}
