package io.millrace.traffic;

/**
 * Pseudo-random numbers that are the same on every machine and JDK: SplitMix64 (Steele, Lea and
 * Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014). Not for use by several
 * threads.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double SQRT_3 = 1.7320508075688772;

  private long state;

  Dice(long seed) {
    state = mix(seed ^ GOLDEN);
  }

  /** A bijection that leaves no bit of its argument recognisable. */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((bits() >>> 32) * bound) >>> 32);
  }

  /** Uniform between two bounds, both included; the least if there is nothing between them. */
  long between(long least, long most) {
    return most <= least ? least : least + (long) (unit() * (most - least + 1));
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  boolean oneIn(int n) {
    return below(n) == 0;
  }

  /** Mean 0, standard deviation 1, bell-shaped, at most 3.5 in magnitude: four uniforms summed. */
  double bell() {
    long b = bits();
    long sum = (b & 0xFFFF) + (b >>> 16 & 0xFFFF) + (b >>> 32 & 0xFFFF) + (b >>> 48);
    return (sum / 65_536.0 - 2) * SQRT_3;
  }

  /** Log-uniform: every factor of two between the bounds is equally likely. */
  long scaleFree(long least, long most) {
    return (long) (least * StrictMath.exp(unit() * StrictMath.log((double) most / least)));
  }
}
