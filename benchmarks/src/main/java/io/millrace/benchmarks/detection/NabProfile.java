package io.millrace.benchmarks.detection;

/** What NAB's profiles take off for mistakes; a detection at the very start of a window gives 1. */
enum NabProfile {
  STANDARD("standard", 0.11, 1),
  LOW_FP("reward_low_FP_rate", 0.22, 1),
  LOW_FN("reward_low_FN_rate", 0.11, 2);

  private final String words;
  private final double falsePositive;
  private final double falseNegative;

  NabProfile(String words, double falsePositive, double falseNegative) {
    this.words = words;
    this.falsePositive = falsePositive;
    this.falseNegative = falseNegative;
  }

  /** NAB's name. */
  String words() {
    return words;
  }

  /** How much a detection far from all windows costs. */
  double falsePositive() {
    return falsePositive;
  }

  /** How much a window without a detection costs. */
  double falseNegative() {
    return falseNegative;
  }
}
