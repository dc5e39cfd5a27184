package io.millrace.domain.kernel;

/** A 64-bit hash of strings that is the same on every machine, JVM and day. */
public final class Hash64 {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private Hash64() {}

  /**
   * Hashes the UTF-16 units of a string. The last step is the finaliser of MurmurHash3 (Appleby,
   * fmix64), so that every bit of the result depends on every unit.
   */
  public static long of(String text) {
    long hash = text.length() + MULTIPLIER;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }
}
