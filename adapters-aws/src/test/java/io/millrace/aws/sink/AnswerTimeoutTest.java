package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTimeoutTest {
  private final AnswerTimeout timeout = new AnswerTimeout(20_000);

  @Test
  void before_the_first_answer_the_longest_wait_counts() {
    assertThat(timeout.ms(0)).isEqualTo(20_000);
  }

  @Test
  void where_answers_are_fast_a_lost_one_is_given_up_after_two_seconds_and_later_each_time() {
    answers(100, 15);
    assertThat(timeout.ms(0)).isEqualTo(2_000);
    assertThat(timeout.ms(1)).isEqualTo(4_000);
    assertThat(timeout.ms(4)).isEqualTo(20_000);
    assertThat(timeout.ms(Integer.MAX_VALUE)).isEqualTo(20_000);
  }

  @Test
  void where_answers_become_slow_none_is_given_up_for_long() {
    answers(100, 15);
    answers(3, 3_500);
    assertThat(timeout.ms(0)).isGreaterThan(3_500);
  }

  private void answers(int howMany, long ms) {
    for (int i = 0; i < howMany; i++) {
      timeout.took(ms);
    }
  }
}
