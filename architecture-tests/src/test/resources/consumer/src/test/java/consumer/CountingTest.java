package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.application.replay.Replay;
import io.millrace.domain.customers.CustomerOrderCounting;
import io.millrace.domain.customers.OrderSeen;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountingTest {
  @Test
  void two_orders_are_counted_in_their_order() {
    List<?> results =
        Replay.of(
            new CustomerOrderCounting(),
            "c1",
            List.of(new OrderSeen(2, "second", true), new OrderSeen(1, "first", true)));
    assertEquals(2, results.size());
  }
}
