package io.millrace.domain.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.kernel.Hash64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctUsersTest {
  private static final int LIMIT = 10_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 7, 8, 100, 9_999, 10_000})
  void up_to_the_limit_the_count_is_exact(int users) {
    DistinctUsers set = range("user-", 0, users);
    set.add(range("user-", 0, users));

    assertThat(set.count()).isEqualTo(users);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_001, 20_000, 50_000, 200_000, 1_000_000})
  void above_it_the_count_is_within_two_percent(int users) {
    for (String prefix : new String[] {"user-", "u", "", "customer:0000"}) {
      assertThat(range(prefix, 0, users).count())
          .as("%s0 to %d", prefix, users)
          .isBetween((long) (users * 0.98), (long) (users * 1.02));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {9_000, 10_000, 10_001, 60_000})
  void neither_the_order_nor_the_sharing_matters(int users) {
    DistinctUsers whole = range("user-", 0, users);
    Random random = new Random(users);
    DistinctUsers[] shares = new DistinctUsers[64];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = new DistinctUsers(LIMIT);
    }
    for (int i = users - 1; i >= 0; i--) {
      long hash = Hash64.of("user-" + i);
      shares[random.nextInt(64)].add(hash);
      shares[random.nextInt(8)].add(hash);
    }
    DistinctUsers merged = new DistinctUsers(LIMIT);
    for (DistinctUsers share : shares) {
      merged.add(share);
    }

    assertThat(merged.count()).as("seed %d", users).isEqualTo(whole.count());
    assertThat(merged.hashes()).isEqualTo(whole.hashes());
    assertThat(merged.registers()).isEqualTo(whole.registers());
  }

  @Test
  void a_large_set_takes_in_a_small_one_and_a_small_one_a_large_one() {
    DistinctUsers large = range("user-", 0, 20_000);
    DistinctUsers small = range("user-", 19_990, 20_010);
    DistinctUsers whole = range("user-", 0, 20_010);
    DistinctUsers other = small.copy();
    other.add(large);
    large.add(small);

    assertThat(large.registers()).isEqualTo(whole.registers());
    assertThat(other.registers()).isEqualTo(whole.registers());
    assertThat(small.count()).isEqualTo(20);
  }

  @Test
  void a_set_of_registers_goes_on_where_it_was() {
    DistinctUsers whole = range("user-", 0, 20_000);
    DistinctUsers again = DistinctUsers.ofRegisters(LIMIT, whole.copy().registers());
    again.add(range("user-", 20_000, 20_500));
    whole.add(range("user-", 20_000, 20_500));

    assertThat(again.registers()).isEqualTo(whole.registers());
    assertThat(again.count()).isEqualTo(whole.count());
  }

  private static DistinctUsers range(String prefix, int from, int to) {
    DistinctUsers users = new DistinctUsers(LIMIT);
    for (int i = from; i < to; i++) {
      users.add(Hash64.of(prefix + i));
    }
    return users;
  }
}
