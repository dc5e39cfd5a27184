package io.millrace.flink.fraud;

import io.millrace.domain.fraud.CardActivity.SmallPayment;
import io.millrace.domain.fraud.CardPayment;
import io.millrace.domain.fraud.CardTestingAlerts;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.result.Result;
import io.millrace.flink.codec.Keyed;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.util.Collector;

/** Makes the alert of a match of {@link CardTestingPattern}. */
final class FindTestedCards extends PatternProcessFunction<Keyed<CardPayment>, Result> {
  private static final long serialVersionUID = 1;

  private final CardTestingPolicy policy;

  FindTestedCards(CardTestingPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void processMatch(
      Map<String, List<Keyed<CardPayment>>> match, Context context, Collector<Result> out) {
    List<SmallPayment> small =
        match.getOrDefault(CardTestingPattern.SMALL, List.of()).stream()
            .map(Keyed::event)
            .map(
                payment ->
                    new SmallPayment(
                        payment.amount().currency(), payment.eventId(), payment.eventTimeMs()))
            .toList();
    Keyed<CardPayment> large = match.getOrDefault(CardTestingPattern.LARGE, List.of()).get(0);
    out.collect(new CardTestingAlerts(policy).alert(large.key(), small, large.event()));
  }
}
