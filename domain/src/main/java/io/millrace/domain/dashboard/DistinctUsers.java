package io.millrace.domain.dashboard;

import java.util.Arrays;

/**
 * Counts distinct 64-bit hashes: exactly up to a limit, beyond it with HyperLogLog (Flajolet et
 * al., 2007) of 2^16 registers, whose standard error is 0.41 %. The count depends on the set of
 * hashes alone, not on their order nor on how they were spread over sets that were merged.
 */
public final class DistinctUsers {
  private static final int PRECISION = 16;
  private static final int REGISTERS = 1 << PRECISION;
  private static final int HASH_BITS = 64 - PRECISION;

  private final int exactLimit;
  private long[] slots; // open addressing; 0 is a free slot
  private int size;
  private byte[] registers; // empty until there are too many for the slots

  /** Nobody yet. */
  public DistinctUsers(int exactLimit) {
    this(exactLimit, new long[8], 0, new byte[0]);
  }

  private DistinctUsers(int exactLimit, long[] slots, int size, byte[] registers) {
    this.exactLimit = exactLimit;
    this.slots = slots;
    this.size = size;
    this.registers = registers;
  }

  /** The set of the given registers; see {@link #registers}. */
  public static DistinctUsers ofRegisters(int exactLimit, byte[] registers) {
    return new DistinctUsers(exactLimit, new long[0], 0, registers);
  }

  /** An equal set that changes on its own. */
  public DistinctUsers copy() {
    return new DistinctUsers(exactLimit, slots.clone(), size, registers.clone());
  }

  /** Up to how many are counted exactly. */
  public int exactLimit() {
    return exactLimit;
  }

  /** The hashes in ascending order, or none if they are too many and stand in the registers. */
  public long[] hashes() {
    long[] found = new long[size];
    int next = 0;
    for (long slot : slots) {
      if (slot != 0) {
        found[next++] = slot;
      }
    }
    Arrays.sort(found);
    return found;
  }

  /** The registers of HyperLogLog, or none while the hashes are counted exactly. */
  public byte[] registers() {
    return registers;
  }

  /** Adds a hash other than 0. */
  public void add(long hash) {
    if (registers.length > 0) {
      register(hash);
    } else if (insert(hash) && ++size > exactLimit) {
      spill();
    } else if (size * 4 > slots.length * 3) {
      grow();
    }
  }

  /** Adds everyone in another set. */
  public void add(DistinctUsers other) {
    for (long hash : other.slots) {
      if (hash != 0) {
        add(hash);
      }
    }
    if (other.registers.length > 0) {
      if (registers.length == 0) {
        spill();
      }
      for (int i = 0; i < REGISTERS; i++) {
        registers[i] = (byte) Math.max(registers[i], other.registers[i]);
      }
    }
  }

  /** How many there are. */
  public long count() {
    return registers.length == 0 ? size : estimate();
  }

  private boolean insert(long hash) {
    int mask = slots.length - 1;
    int at = (int) (hash ^ (hash >>> 32)) & mask;
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = hash;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (long hash : old) {
      if (hash != 0) {
        insert(hash);
      }
    }
  }

  private void spill() {
    registers = new byte[REGISTERS];
    for (long hash : slots) {
      if (hash != 0) {
        register(hash);
      }
    }
    slots = new long[0];
    size = 0;
  }

  private void register(long hash) {
    int index = (int) (hash >>> HASH_BITS);
    long rest = hash << PRECISION;
    int rank = Math.min(Long.numberOfLeadingZeros(rest), HASH_BITS) + 1;
    registers[index] = (byte) Math.max(registers[index], rank);
  }

  /**
   * The improved raw estimator of Ertl, "New cardinality estimation algorithms for HyperLogLog
   * sketches" (2017), algorithm 6: without bias over the whole range.
   */
  private long estimate() {
    int[] histogram = new int[HASH_BITS + 2];
    for (byte register : registers) {
      histogram[register]++;
    }
    double z = REGISTERS * tau(1 - histogram[HASH_BITS + 1] / (double) REGISTERS);
    for (int k = HASH_BITS; k >= 1; k--) {
      z = 0.5 * (z + histogram[k]);
    }
    z += REGISTERS * sigma(histogram[0] / (double) REGISTERS);
    double alpha = 0.7213475204444817; // 1 / (2 ln 2)
    return Math.round(alpha * REGISTERS * (REGISTERS / z));
  }

  private static double sigma(double share) {
    double x = share;
    double y = 1;
    double z = x;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (z != before);
    return z;
  }

  private static double tau(double share) {
    double x = share;
    if (x == 0 || x == 1) {
      return 0;
    }
    double y = 1;
    double z = 1 - x;
    double before;
    do {
      x = StrictMath.sqrt(x);
      before = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (z != before);
    return z / 3;
  }
}
