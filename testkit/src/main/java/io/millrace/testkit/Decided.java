package io.millrace.testkit;

/**
 * A result, and the key that it was decided for.
 *
 * @param bytes what is compared
 */
record Decided(String key, Object result, String bytes) {
  static Decided of(String key, Object result) {
    return new Decided(key, result, Written.of(result));
  }

  boolean isSameAs(Decided other) {
    return key.equals(other.key) && bytes.equals(other.bytes);
  }

  @Override
  public String toString() {
    return key + " -> " + result;
  }
}
