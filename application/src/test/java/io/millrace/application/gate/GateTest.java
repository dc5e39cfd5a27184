package io.millrace.application.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.result.Result;
import io.vavr.control.Either;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final RawRecord RECORD =
      new RawRecord("{}".getBytes(UTF_8), new Origin.FileLine("orders.ndjson", 1));

  private final Gate orders =
      new Gate(Stream.ORDERS, new SplitWatermark(10_000), Gate.ANY_JUMP, StreamCounts.NONE);
  private final List<StreamEvent> used = new ArrayList<>();
  private final List<Result> keptAside = new ArrayList<>();
  private final Gate.Exits exits =
      new Gate.Exits() {
        @Override
        public void use(StreamEvent event) {
          used.add(event);
        }

        @Override
        public void keepAside(RawRecord record, Result reason) {
          keptAside.add(reason);
        }
      };

  @Test
  void an_event_on_time_is_used() {
    pass(order(50_000, false));
    pass(order(40_000, false));

    assertThat(used).containsExactly(order(50_000, false), order(40_000, false));
    assertThat(keptAside).isEmpty();
    assertThat(orders.counts()).isEqualTo(new StreamCounts(2, 0, 0, 0));
    assertThat(orders.counts().used()).isEqualTo(2);
  }

  @Test
  void a_late_event_is_kept_aside_whole_with_the_watermark_it_missed() {
    pass(order(50_000, false));
    pass(order(39_999, false));

    assertThat(used).hasSize(1);
    assertThat(keptAside)
        .containsExactly(
            new LateEvent(Stream.ORDERS, 39_999, 39_999, new Bytes("{}".getBytes(UTF_8))));
    assertThat(orders.counts()).isEqualTo(new StreamCounts(2, 0, 1, 0));
  }

  @Test
  void a_late_event_does_not_move_the_watermark() {
    pass(order(50_000, false));
    pass(order(1, false));

    assertThat(orders.watermark().ms()).isEqualTo(39_999);
  }

  @Test
  void a_rejection_is_kept_aside_and_does_not_move_the_watermark() {
    Rejection rejection =
        new Rejection(
            Stream.ORDERS,
            Reason.MISSING_FIELD,
            "event_id",
            "event_id is missing",
            new Bytes(RECORD.bytes()),
            RECORD.origin());
    orders.pass(RECORD, Either.left(rejection), exits);

    assertThat(keptAside).containsExactly(rejection);
    assertThat(orders.watermark().ms()).isEqualTo(Long.MIN_VALUE);
    assertThat(orders.counts()).isEqualTo(new StreamCounts(1, 1, 0, 0));
    assertThat(orders.counts().accepted()).isZero();
  }

  @Test
  void a_test_order_on_time_is_dropped_and_moves_the_watermark() {
    pass(order(50_000, true));

    assertThat(used).isEmpty();
    assertThat(keptAside).isEmpty();
    assertThat(orders.watermark().ms()).isEqualTo(39_999);
    assertThat(orders.counts()).isEqualTo(new StreamCounts(1, 0, 0, 1));
    assertThat(orders.counts().used()).isZero();
  }

  @Test
  void a_test_order_may_be_late() {
    pass(order(50_000, false));
    pass(order(39_999, true));

    assertThat(keptAside).hasSize(1);
    assertThat(orders.counts()).isEqualTo(new StreamCounts(2, 0, 1, 0));
  }

  @Test
  void a_product_is_never_late_and_moves_nothing() {
    Gate products =
        new Gate(Stream.PRODUCTS, new SplitWatermark(5000), Gate.ANY_JUMP, StreamCounts.NONE);
    Product product = new Product("1", "p-1", "Lamp", null);
    products.pass(RECORD, Either.right(product), exits);
    products.pass(RECORD, Either.right(product), exits);

    assertThat(used).containsExactly(product, product);
    assertThat(products.counts()).isEqualTo(new StreamCounts(2, 0, 0, 0));
  }

  @Test
  void it_goes_on_counting_from_a_checkpoint() {
    Gate restored =
        new Gate(
            Stream.ORDERS,
            new SplitWatermark(0, 50_000),
            Gate.ANY_JUMP,
            new StreamCounts(9, 1, 2, 3));
    restored.pass(RECORD, Either.right(order(49_999, false)), exits);

    assertThat(restored.counts()).isEqualTo(new StreamCounts(10, 1, 3, 3));
    assertThat(restored.counts().used()).isEqualTo(3);
    assertThat(restored.counts().plus(orders.counts())).isEqualTo(restored.counts());
  }

  private void pass(Order order) {
    orders.pass(RECORD, Either.right(order), exits);
  }

  private static Order order(long timeMs, boolean test) {
    return new Order(
        "a",
        "order-a",
        "customer-1",
        "p-1",
        1,
        new Money(BigDecimal.ONE, Currency.of("EUR")),
        OrderStatus.PLACED,
        test,
        timeMs);
  }
}
