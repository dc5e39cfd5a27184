package io.millrace.http;

import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.AlertKind.Subject;
import io.millrace.application.catalogue.AlertKind.Unit;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.DecisionModule;
import io.millrace.domain.customers.CustomerOrderCounting;
import io.millrace.domain.customers.OrderCount;
import io.millrace.domain.customers.OrderSeen;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Severity;
import java.util.ArrayList;
import java.util.List;

/** A decision beside the installed ones whose alerts nothing else knows. */
final class OneMoreRule implements DecisionModule {
  static final String RULE = "slow-mill";
  private static final long serialVersionUID = 1;

  /** The installed catalogue, and this. */
  static Catalogue catalogue() {
    List<DecisionModule> modules = new ArrayList<>(Catalogue.installed().modules());
    modules.add(new OneMoreRule());
    return new Catalogue(modules);
  }

  @Override
  public List<DecisionEntry<?, ?, ?>> decisions() {
    return List.of(
        DecisionEntry.named("mill-watching")
            .written(OrderSeen.SCHEMA, OrderCount.SCHEMA)
            .raises(
                new AlertKind(
                    RULE,
                    "Slow mill",
                    Severity.LOW,
                    List.of(
                        new Subject("wheel-", Unit.MILLISECONDS, Stream.REQUESTS),
                        new Subject("", Unit.VALUE, Stream.READINGS))))
            .decidedBy(new CustomerOrderCounting()));
  }
}
