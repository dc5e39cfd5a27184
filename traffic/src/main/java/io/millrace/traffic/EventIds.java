package io.millrace.traffic;

import io.millrace.domain.kernel.Hash64;

/** Ids that never repeat and whose order says nothing about time: a permutation of 48 bits. */
final class EventIds {
  private static final long MASK = (1L << 48) - 1;
  private static final int DIGITS = 12;

  private final String prefix;
  private final long salt;
  private long count;

  EventIds(String prefix, TrafficProfile profile) {
    this.prefix = prefix + "-";
    this.salt = Dice.mix(profile.seed() ^ Hash64.of(prefix));
  }

  String next() {
    long id = (count++ * 0x5851F42D4C957F2DL + salt) & MASK; // odd factors permute 2^48
    id ^= id >>> 23;
    id = id * 0x9E3779B97F4A7C15L & MASK;
    id ^= id >>> 25;
    char[] hex = new char[DIGITS];
    for (int i = DIGITS - 1; i >= 0; i--) {
      int digit = (int) (id & 0xF);
      hex[i] = (char) (digit < 10 ? '0' + digit : 'a' + digit - 10);
      id >>>= 4;
    }
    return prefix.concat(new String(hex));
  }
}
