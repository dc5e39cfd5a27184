package io.millrace.traffic;

/**
 * A crowd of users, customers or cards that grows with the traffic; low numbers are the most
 * active. Every 64th member is never drawn: those are the victims of incidents, so that an incident
 * has its key to itself and its label is exact.
 */
final class Population {
  private static final int BLOCK = 64;
  private static final int RECORDS_PER_NEWCOMER = 40;

  private final String prefix;
  private final Dice dice;
  private final long founders;
  private long draws;

  /** A crowd whose size at the start keeps even its most active members at a human pace. */
  Population(String prefix, TrafficProfile profile, Dice dice) {
    this.prefix = prefix;
    this.dice = dice;
    this.founders = 5_000 + (long) (100 * profile.ratePerSecond());
  }

  /** The number of a random member; density falls as the cube root of the number. */
  long draw() {
    draws++;
    double unit = dice.unit();
    long size = founders + draws / RECORDS_PER_NEWCOMER;
    long number = (long) (size * unit * Math.sqrt(unit));
    return number % BLOCK == BLOCK - 1 ? number - 1 : number;
  }

  /** The number of the nth victim, each another one. */
  long victim(long n) {
    return n * BLOCK + BLOCK - 1;
  }

  /** The identifier of a member; a few are not ASCII, and a few not in the basic plane. */
  String name(long number) {
    if (number % 101 == 100) {
      return prefix + "-ü" + number;
    }
    return number % 211 == 210 ? prefix + "-𝒦" + number : prefix + "-" + number;
  }
}
