package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultType;
import io.millrace.aws.testing.TestResults;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final int BATCH = 3;
  private static final long IN_BUFFER_MS = 500;

  private Backlog backlog = backlog(false);

  private static Backlog backlog(boolean ordered) {
    return new Backlog(new Limits(BATCH, 1000, 400), IN_BUFFER_MS, ordered);
  }

  @Test
  void a_batch_goes_when_it_is_full_or_has_waited_long_enough() {
    List<Entry> entries = add(2, 10);
    assertThat(backlog.dueMs(0)).isEqualTo(IN_BUFFER_MS);
    assertThat(next(0)).isEmpty();
    assertThat(next(IN_BUFFER_MS)).isEqualTo(entries);
    List<Entry> more = add(4, 10);
    assertThat(next(0)).isEqualTo(more.subList(0, 3));
    assertThat(next(0)).isEmpty();
    backlog.hurry();
    assertThat(next(0)).isEqualTo(more.subList(3, 4));
  }

  @Test
  void a_batch_has_no_more_bytes_than_the_service_takes() {
    List<Entry> entries = add(3, 400);
    assertThat(next(0)).isEqualTo(entries.subList(0, 2));
    assertThat(next(IN_BUFFER_MS)).isEqualTo(entries.subList(2, 3));
  }

  @Test
  void what_is_sent_again_goes_first_when_its_time_has_come_and_holds_up_nobody_until_then() {
    List<Entry> first = add(3, 10);
    assertThat(next(0)).isEqualTo(first);
    backlog.again(first.subList(1, 2), 100);
    List<Entry> second = add(3, 10);
    assertThat(next(50)).isEqualTo(second);
    List<Entry> third = add(2, 10);
    assertThat(backlog.dueMs(50)).isEqualTo(100);
    assertThat(next(100)).containsExactly(first.get(1), third.get(0), third.get(1));
  }

  @Test
  void in_order_nothing_overtakes_what_is_sent_again() {
    backlog = backlog(true);
    List<Entry> first = add(3, 10);
    assertThat(next(0)).isEqualTo(first);
    backlog.again(first.subList(1, 3), 100);
    List<Entry> second = add(3, 10);
    assertThat(next(50)).isEmpty();
    assertThat(next(100)).containsExactly(first.get(1), first.get(2), second.get(0));
  }

  @Test
  void all_that_is_not_settled_is_kept_in_its_order_and_counted() {
    List<Entry> entries = add(3, 10);
    next(0);
    backlog.again(entries.subList(0, 1), 100);
    List<Entry> more = add(1, 30);
    backlog.settle(entries.get(1));
    assertThat(backlog.all()).containsExactly(entries.get(0), entries.get(2), more.get(0));
    assertThat(backlog.bytes()).isEqualTo(50);
    backlog.settle(entries.get(0)); // a late answer
    assertThat(next(IN_BUFFER_MS)).isEqualTo(more);
  }

  private List<Entry> next(long nowMs) {
    return backlog.next(Integer.MAX_VALUE, nowMs);
  }

  private List<Entry> add(int howMany, long size) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < howMany; i++) {
      Entry entry = new Entry(TestResults.line(ResultType.LATE, i), size, 0);
      backlog.add(entry, 0);
      entries.add(entry);
    }
    return entries;
  }
}
