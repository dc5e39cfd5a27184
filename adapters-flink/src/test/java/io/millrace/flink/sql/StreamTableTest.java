package io.millrace.flink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamTableTest {
  private static final long AT = 1_000;
  private static final Instant TIME = Instant.ofEpochMilli(AT);
  private static final Money PRICE = new Money(new BigDecimal("12.5"), Currency.of("EUR"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logins | event_id, user_id, event_type, ip_address, event_time TIMESTAMP_LTZ(3)",
        "payments | event_id, card_id, merchant_id, amount DECIMAL(22, 4), currency, outcome,"
            + " ip_address, device_id, event_time TIMESTAMP_LTZ(3)",
        "orders | event_id, order_id, customer_id, product_id, quantity INT,"
            + " amount DECIMAL(22, 4), currency, status, event_time TIMESTAMP_LTZ(3)",
        "inventory | event_id, product_id, warehouse_id, quantity INT, event_time TIMESTAMP_LTZ(3)",
        "requests | event_id, endpoint_id, user_id, latency_ms DOUBLE, status_code INT,"
            + " event_time TIMESTAMP_LTZ(3)",
        "readings | event_id, series_id, value DOUBLE, event_time TIMESTAMP_LTZ(3)",
        "products | product_id, name, category"
      })
  void columns_are_the_fields(String name, String columns) {
    Stream stream = Catalogue.installed().stream(name).orElseThrow();
    assertThat(new StreamTable(stream).columns().schema().getColumns())
        .extracting(column -> column.toString().replace("`", "").replace(" STRING", ""))
        .hasToString("[" + columns + "]");
  }

  @Test
  void rows_hold_what_events_hold() {
    assertThat(row(new Payment("e1", "c1", "m1", PRICE, false, null, "d1", AT)))
        .isEqualTo(Row.of("e1", "c1", "m1", PRICE.amount(), "EUR", "DECLINED", null, "d1", TIME));
    assertThat(row(new Order("e1", "o1", "c1", "p1", 2, PRICE, OrderStatus.PLACED, false, AT)))
        .isEqualTo(Row.of("e1", "o1", "c1", "p1", 2, PRICE.amount(), "EUR", "PLACED", TIME));
    assertThat(row(new Product("1", "p1", "Cup", null))).isEqualTo(Row.of("p1", "Cup", null));
  }

  @Test
  void a_row_begins_with_the_id_that_its_event_was_given() {
    Reading reading = new Reading("s1", 1.5, AT);

    assertThat(row(reading)).isEqualTo(Row.of(reading.eventId(), "s1", 1.5, TIME));
  }

  @Test
  void copies_share_the_key_of_their_stream() {
    Order order = new Order("e1", "o1", "c1", "p1", 2, PRICE, OrderStatus.PLACED, false, AT);

    assertThat(new StreamTable(Stream.ORDERS).keyOf(order)).isEqualTo("p1");
  }

  private static Row row(StreamEvent event) {
    return new StreamTable(event.stream()).rowOf(event);
  }
}
