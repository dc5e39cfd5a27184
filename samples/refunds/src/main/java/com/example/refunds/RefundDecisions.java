package com.example.refunds;

import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.AlertKind.Unit;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.DecisionModule;
import io.millrace.application.catalogue.Reads;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Severity;
import java.util.List;
import java.util.function.Function;

// begin module
/** The stream of refunds, and what is decided of it. Named in META-INF/services. */
public record RefundDecisions() implements DecisionModule {
  static final DecisionEntry<RecentRefunds, Refund, ?> REFUND_ABUSE =
      DecisionEntry.named("refund-abuse")
          .written(Refund.SCHEMA, RecentRefunds.SCHEMA)
          .reads(Reads.from(Refund.STREAM, Refund.class, Refund::customerId, Function.identity()))
          .raises(
              new AlertKind(
                  RefundAbuseDetection.RULE,
                  "Refund abuse",
                  Severity.MEDIUM,
                  Unit.VALUE,
                  Refund.STREAM))
          .remembersBy("refund_abuse.within_ms")
          .decidedBy(RefundPolicy.SECTION, RefundAbuseDetection::new);

  @Override
  public List<Stream> streams() {
    return List.of(Refund.STREAM);
  }

  @Override
  public List<DecisionEntry<?, ?, ?>> decisions() {
    return List.of(REFUND_ABUSE);
  }
}
// end module
