package com.example.refunds;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.ArrayList;
import java.util.List;

// begin state
/** The refunds of a customer within the last day, in order. */
public record RecentRefunds(List<Refund> refunds) {
  static final RecentRefunds NONE = new RecentRefunds(List.of());

  static final Schema<RecentRefunds> SCHEMA =
      Schema.<RecentRefunds>of(
          "recent_refunds",
          (state, out) -> out.objects(Refund.SCHEMA, state.refunds),
          in -> new RecentRefunds(in.objects(Refund.SCHEMA)),
          Field.objects("refunds", Refund.SCHEMA));

  RecentRefunds and(Refund refund) {
    List<Refund> all = new ArrayList<>(refunds);
    all.add(refund);
    return new RecentRefunds(all);
  }

  RecentRefunds withoutFirst() {
    return refunds.size() == 1 ? NONE : new RecentRefunds(refunds.subList(1, refunds.size()));
  }
}
// end state
