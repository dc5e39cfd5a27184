package io.millrace.application.fraud;

import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.AlertKind.Unit;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Reads;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Stream;
import io.millrace.domain.fraud.CardActivity;
import io.millrace.domain.fraud.CardPayment;
import io.millrace.domain.fraud.CardTestingAlerts;
import io.millrace.domain.fraud.CardTestingDetection;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.result.Severity;

/** Cards that are tested with small payments. */
public final class CardTestingEntry {
  private CardTestingEntry() {}

  /** The entry. */
  public static final DecisionEntry<CardActivity, CardPayment, ?> ENTRY =
      DecisionEntry.named("card-testing")
          .written(CardPayment.SCHEMA, CardActivity.SCHEMA)
          .reads(Reads.from(Stream.PAYMENTS, Payment.class, Payment::cardId, CardPayment::of))
          .alsoBy(Engine.CEP, policies -> true)
          .raises(
              new AlertKind(
                  CardTestingAlerts.RULE,
                  "Card testing",
                  Severity.CRITICAL,
                  Unit.AMOUNT,
                  Stream.PAYMENTS))
          .remembersBy("card_testing.within_ms")
          .decidedBy(CardTestingPolicy.SECTION, CardTestingDetection::new);
}
