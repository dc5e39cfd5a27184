package io.millrace.traffic;

import io.millrace.domain.event.Stream;

/**
 * Orders that are placed and, seconds to minutes later, completed or cancelled; stock that comes a
 * little before or after them; and now and then a product that runs out.
 */
final class OrderTraffic implements TrafficSource {
  private static final long SPACING_MS = 400_000;
  private static final long STOCK_LAG_MS = 25_000;
  private static final long LONGEST_MS = 240_000;
  private static final long STOCK_OUT_MS = 20_000;

  private record Purchase(
      String orderId,
      String customer,
      String product,
      int units,
      long cents,
      PaymentCurrency currency,
      boolean isTest) {}

  private final TrafficContext context;
  private final Dice dice;
  private final ProductRange range;
  private final Population customers;
  private final EventIds ids;
  private final EventIds orderIds;
  private final StockTraffic stock;
  private final Recurrence stockOuts;
  private long stockOutCount;

  OrderTraffic(TrafficContext context, ProductRange range) {
    this.context = context;
    this.dice = context.dice();
    this.range = range;
    this.customers = new Population("customer", context.profile(), dice);
    this.ids = new EventIds("evt", context.profile());
    this.orderIds = new EventIds("ord", context.profile());
    this.stock = new StockTraffic(context);
    this.stockOuts = context.every(SPACING_MS);
  }

  @Override
  public void happen(long nowMs) {
    Purchase purchase = purchase(range.draw(), dice.oneIn(32));
    boolean isStocked = !purchase.isTest && dice.below(16) < 10;
    long lagMs = isStocked ? dice.between(0, context.limits().followUpMs(STOCK_LAG_MS)) : 0;
    long placedMs = dice.oneIn(2) ? nowMs + lagMs : nowMs;
    if (isStocked) {
      stock.arrive(purchase.product, purchase.units, 2 * nowMs + lagMs - placedMs);
    }
    change(purchase, "PLACED", placedMs);
    followUp(purchase, placedMs, 13);
  }

  /** Three to seven orders within 20 s; new stock comes 45 to 90 s after the last of them. */
  @Override
  public void plantIncident(long nowMs) {
    if (!stockOuts.isDue(nowMs)) {
      return;
    }
    int product = range.limited(stockOutCount++);
    String name = range.name(product);
    Incident incident =
        context.incidents().begin(TrafficLabel.Kind.STOCK_OUT, Stream.ORDERS, name, 1);
    int count = 3 + dice.below(5);
    long gapMs = context.limits().incidentMs(STOCK_OUT_MS) / count;
    long timeMs = nowMs;
    for (int i = 0; i < count; i++) {
      Purchase purchase = purchase(product, false);
      String id = ids.next();
      byte[] json = json(id, purchase, "PLACED", timeMs);
      context.transport().planted(Stream.ORDERS, id, timeMs, json, incident);
      followUp(purchase, timeMs, 0);
      timeMs += dice.between(0, gapMs);
    }
    incident.seal();
    stock.arrive(name, 20, timeMs + dice.between(45_000, 90_000));
  }

  private Purchase purchase(int product, boolean isTest) {
    long customer = customers.draw();
    int units = dice.oneIn(2) ? 1 : 1 + dice.below(dice.oneIn(16) ? 24 : 4);
    return new Purchase(
        orderIds.next(),
        customers.name(customer),
        range.name(product),
        units,
        units * range.cents(product),
        PaymentCurrency.of(customer),
        isTest);
  }

  /** One in sixteen stays open; of the others, so many in sixteen are completed. */
  private void followUp(Purchase purchase, long placedMs, int completed) {
    int chance = dice.below(16);
    long mostMs = context.limits().followUpMs(LONGEST_MS);
    long timeMs = placedMs + 1 + dice.between(Math.min(2_000, mostMs), mostMs);
    if (chance < completed) {
      change(purchase, "COMPLETED", timeMs);
    } else if (chance < 15) {
      change(purchase, "CANCELLED", timeMs);
    }
  }

  private void change(Purchase purchase, String status, long timeMs) {
    String id = ids.next();
    byte[] json = json(id, purchase, status, timeMs);
    context.transport().ordinary(Stream.ORDERS, purchase.product, id, timeMs, json);
  }

  private byte[] json(String id, Purchase purchase, String status, long timeMs) {
    long sign = status.equals("CANCELLED") && dice.oneIn(2) ? -1 : 1;
    EventLine line = context.line().open().id("event_id", id).id("order_id", purchase.orderId);
    line.id("customer_id", purchase.customer).id("product_id", purchase.product);
    line.number("quantity", sign * purchase.units);
    line.money(sign * purchase.currency.minor(purchase.cents), purchase.currency);
    line.word("status", status);
    if (purchase.isTest || dice.oneIn(8)) {
      line.flag("test", purchase.isTest);
    }
    return line.time(timeMs).close();
  }
}
