package io.millrace.traffic;

/**
 * Picks a share of a sequence. The gaps are uniform up to twice their mean, so that a share of one
 * in n picks something of any 2n.
 */
final class Share {
  private final int widest;
  private final Dice dice;
  private int left;

  /** A share from 0 to 0.5. */
  Share(double share, Dice dice) {
    this.widest = share <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.round(2 / share) - 1);
    this.dice = dice;
    this.left = widest == 0 ? 0 : 1 + dice.below(widest);
  }

  /** Whether the next of the sequence is picked. */
  boolean picksNext() {
    if (widest == 0 || --left > 0) {
      return false;
    }
    left = 1 + dice.below(widest);
    return true;
  }
}
