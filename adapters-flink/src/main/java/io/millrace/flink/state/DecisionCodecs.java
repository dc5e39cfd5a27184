package io.millrace.flink.state;

import io.millrace.domain.kernel.Event;
import io.millrace.flink.access.FailedLoginsCodec;
import io.millrace.flink.access.LoginActivityCodec;
import io.millrace.flink.access.LoginAttemptCodec;
import io.millrace.flink.anomaly.ObservationCodec;
import io.millrace.flink.anomaly.SeriesHistoryCodec;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.customers.OrderCountCodec;
import io.millrace.flink.customers.OrderSeenCodec;
import io.millrace.flink.dashboard.ActivityCodec;
import io.millrace.flink.dashboard.ShareOfMinuteCodec;
import io.millrace.flink.dashboard.TallyCodec;
import io.millrace.flink.etl.CatalogueEntryCodec;
import io.millrace.flink.etl.StreamEventCodec;
import io.millrace.flink.fraud.CardActivityCodec;
import io.millrace.flink.fraud.CardPaymentCodec;
import io.millrace.flink.fulfillment.MovementCodec;
import io.millrace.flink.fulfillment.OpenMatchesCodec;
import io.millrace.flink.latency.LatencyPanesCodec;
import io.millrace.flink.latency.ResponseTimeCodec;
import io.millrace.flink.revenue.RevenueWindowCodec;
import io.millrace.flink.revenue.SaleCodec;
import java.util.Map;

/**
 * The codecs of a decision's events and of its state. Together with the machine they are all that
 * Flink has to know of a decision.
 */
public record DecisionCodecs<S, E extends Event>(Codec<E> event, Codec<S> state) {
  private static final Map<String, DecisionCodecs<?, ?>> BY_NAME =
      Map.ofEntries(
          entry("brute-force-login", new LoginAttemptCodec(), new LoginActivityCodec()),
          entry("failed-login-windows", new LoginAttemptCodec(), new FailedLoginsCodec()),
          entry("card-testing", new CardPaymentCodec(), new CardActivityCodec()),
          entry("customer-orders", new OrderSeenCodec(), new OrderCountCodec()),
          entry("product-revenue", new SaleCodec(), new RevenueWindowCodec()),
          entry("endpoint-latency", new ResponseTimeCodec(), new LatencyPanesCodec()),
          entry("dashboard-minutes", new ActivityCodec(), new TallyCodec()),
          entry("dashboard-minutes-merge", new ShareOfMinuteCodec(), new TallyCodec()),
          entry("anomaly", new ObservationCodec(), new SeriesHistoryCodec()),
          entry("fulfillment", new MovementCodec(), new OpenMatchesCodec()),
          entry("enrichment", new StreamEventCodec(), new CatalogueEntryCodec()));

  /** The codecs of the decision of a name. */
  public static DecisionCodecs<?, ?> of(String decision) {
    DecisionCodecs<?, ?> found = BY_NAME.get(decision);
    if (found == null) {
      throw new IllegalArgumentException("no codecs for the decision " + decision);
    }
    return found;
  }

  private static <E extends Event> Map.Entry<String, DecisionCodecs<?, ?>> entry(
      String decision, Codec<E> event, Codec<?> state) {
    return Map.entry(decision, new DecisionCodecs<>(event, state));
  }
}
