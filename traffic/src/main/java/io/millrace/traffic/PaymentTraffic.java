package io.millrace.traffic;

import io.millrace.domain.event.Stream;

/**
 * Cards that pay, and thieves who test them. A card spends in small or in large amounts, never in
 * both, so that no ordinary card looks like a tested one.
 */
final class PaymentTraffic implements TrafficSource {
  private static final long SPACING_MS = 300_000;
  private static final long TEST_MS = 540_000;
  private static final int MERCHANTS = 400;

  private final TrafficContext context;
  private final Dice dice;
  private final Population cards;
  private final EventIds ids;
  private final Recurrence tests;
  private long testCount;

  PaymentTraffic(TrafficContext context) {
    this.context = context;
    this.dice = context.dice();
    this.cards = new Population("card", context.profile(), dice);
    this.ids = new EventIds("pay", context.profile());
    this.tests = context.every(SPACING_MS);
  }

  @Override
  public void happen(long nowMs) {
    long number = cards.draw();
    PaymentCurrency currency = PaymentCurrency.of(number);
    // 700 US cents are more than 5.00, and 15000 less than 200.00, in all of these but dinars
    boolean isLarge = currency != PaymentCurrency.KWD && number % 5 < 2;
    long cents = isLarge ? dice.scaleFree(700, 150_000) : dice.scaleFree(100, 15_000);
    String card = cards.name(number);
    String id = ids.next();
    byte[] json = json(id, card, currency.minor(cents), currency, nowMs);
    context.transport().ordinary(Stream.PAYMENTS, card, id, nowMs, json);
  }

  /** Three to six payments of at most 5.00, then one of at least 200.00, within nine minutes. */
  @Override
  public void plantIncident(long nowMs) {
    if (!tests.isDue(nowMs)) {
      return;
    }
    long number = cards.victim(testCount++);
    String card = cards.name(number);
    Incident test =
        context
            .incidents()
            .begin(TrafficLabel.Kind.CARD_TESTING, Stream.PAYMENTS, card, OpenIncidents.ALL);
    int small = 3 + dice.below(4);
    long gapMs = context.limits().incidentMs(TEST_MS) / (small + 1);
    long timeMs = nowMs;
    PaymentCurrency currency = PaymentCurrency.of(number);
    for (int i = 0; i < small; i++) {
      pay(card, currency.minorOf(1 + dice.below(4), dice.below(100)), currency, timeMs, test);
      timeMs += Math.max(1, dice.between(gapMs / 8, gapMs));
    }
    pay(card, currency.minorOf(200 + dice.below(1800), dice.below(100)), currency, timeMs, test);
    test.seal();
  }

  private void pay(String card, long minor, PaymentCurrency currency, long timeMs, Incident test) {
    String id = ids.next();
    byte[] json = json(id, card, minor, currency, timeMs);
    context.transport().planted(Stream.PAYMENTS, id, timeMs, json, test);
  }

  private byte[] json(String id, String card, long minor, PaymentCurrency currency, long timeMs) {
    int merchant = (int) (MERCHANTS * dice.unit() * dice.unit());
    EventLine line = context.line().open().id("event_id", id).id("card_id", card);
    line.id("merchant_id", merchant % 23 == 22 ? "café-" + merchant : "shop-" + merchant);
    line.money(minor, currency).text("outcome", dice.oneIn(16) ? "DECLINED" : "APPROVED");
    line.optional("ip_address", "203.0.113." + dice.below(256));
    return line.optional("device_id", "device-" + (card.hashCode() >>> 8)).time(timeMs).close();
  }
}
