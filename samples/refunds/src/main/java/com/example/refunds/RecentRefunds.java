package com.example.refunds;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.ArrayList;
import java.util.List;

// begin state
/** The refunds of a customer that still count, in order; never more than the policy allows. */
public record RecentRefunds(List<Refund> refunds) {
  static final Schema<RecentRefunds> SCHEMA =
      Schema.<RecentRefunds>of(
          "recent_refunds",
          (state, out) -> out.objects(Refund.SCHEMA, state.refunds),
          in -> new RecentRefunds(in.objects(Refund.SCHEMA)),
          Field.objects("refunds", Refund.SCHEMA));

  /** Of a customer of whom nothing is known. */
  static final RecentRefunds NONE = new RecentRefunds(List.of());

  /** These and one more, without those that are too old to count beside it. */
  RecentRefunds and(Refund refund, long withinMs) {
    List<Refund> recent = new ArrayList<>();
    for (Refund earlier : refunds) {
      if (refund.eventTimeMs() - earlier.eventTimeMs() < withinMs) {
        recent.add(earlier);
      }
    }
    recent.add(refund);
    return new RecentRefunds(List.copyOf(recent));
  }
}
// end state
