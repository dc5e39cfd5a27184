package io.millrace.http;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.DecisionModule;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.customers.CustomerOrderCounting;
import io.millrace.domain.customers.OrderCount;
import io.millrace.domain.customers.OrderSeen;
import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.util.List;

/** A decision beside the installed ones with a result that nothing else knows. */
final class OneMoreResult implements DecisionModule {
  private static final long serialVersionUID = 1;

  private static final Schema<Heat> HEAT =
      Schema.of(
          "mill_heat",
          (heat, out) -> out.text(heat.readingId).text(heat.mill).count(heat.degrees),
          in -> new Heat(in.text(), in.text(), in.count()),
          Field.identifier("reading_id").id(),
          Field.identifier("mill").key().as(Role.INDEX),
          Field.count("degrees"));

  static final ResultType TYPE = ResultType.of(HEAT);

  private record Heat(String readingId, String mill, long degrees) implements Result {
    @Override
    public Schema<Heat> schema() {
      return HEAT;
    }
  }

  /** The installed catalogue, and this. */
  static Catalogue catalogue() {
    return Catalogue.installed().and(new OneMoreResult());
  }

  @Override
  public List<DecisionEntry<?, ?, ?>> decisions() {
    return List.of(
        DecisionEntry.named("mill-heat")
            .written(OrderSeen.SCHEMA, OrderCount.SCHEMA)
            .makes(TYPE)
            .decidedBy(new CustomerOrderCounting()));
  }
}
