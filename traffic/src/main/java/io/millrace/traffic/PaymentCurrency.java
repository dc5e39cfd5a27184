package io.millrace.traffic;

/** The currencies that the synthetic customers pay in, with round rates to the US cent. */
enum PaymentCurrency {
  USD(2, 10),
  EUR(2, 9),
  GBP(2, 8),
  JPY(0, 13),
  KWD(3, 30);

  private final int decimals;
  private final long minorPerTenCents;

  PaymentCurrency(int decimals, long minorPerTenCents) {
    this.decimals = decimals;
    this.minorPerTenCents = minorPerTenCents;
  }

  int decimals() {
    return decimals;
  }

  /** An amount of US cents in minor units of this currency. */
  long minor(long cents) {
    return Math.max(1, cents * minorPerTenCents / 10);
  }

  /**
   * A whole and a hundredth part of what a policy is written in, in minor units: 4.99 is (4, 99). A
   * hundred yen stand for one, as the scale of their currency says.
   */
  long minorOf(long whole, long hundredths) {
    return decimals == 3 ? whole * 1000 + hundredths * 10 : whole * 100 + hundredths;
  }

  /** What a person pays in, always the same: half of them in dollars. */
  static PaymentCurrency of(long person) {
    int part = (int) (Dice.mix(person) >>> 58);
    return part < 30 ? USD : part < 46 ? EUR : part < 56 ? GBP : part < 60 ? JPY : KWD;
  }
}
