package io.millrace.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.kinesis.KinesisCalls.Failure;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

class ShardCursorTest {
  private static final ShardPosition NEXT = new ShardPosition.After("1");

  private long nowMs = 1000;
  private final ShardCursor cursor =
      new ShardCursor(
          new ShardSplit(
              new ShardInfo("shard-0", List.of(), "0", "1"),
              new ShardPosition.Oldest(),
              Long.MIN_VALUE,
              false),
          this::nanos);

  @Test
  void a_shard_that_brings_something_is_asked_five_times_a_second() {
    answer(0, true, 100);
    assertThat(pauseMs()).isEqualTo(200);
    answer(5000, false, 0);
    assertThat(pauseMs()).isEqualTo(200);
  }

  @Test
  void a_shard_that_brings_nothing_is_asked_less_and_less() {
    answer(0, false, 0);
    assertThat(pauseMs()).isEqualTo(400);
    for (int i = 0; i < 5; i++) {
      answer(0, false, 0);
    }
    assertThat(pauseMs()).isEqualTo(1000);
    answer(0, true, 0);
    assertThat(pauseMs()).isEqualTo(200);
  }

  @Test
  void large_answers_stay_below_two_megabytes_a_second() {
    answer(0, true, 10_000_000);
    assertThat(pauseMs()).isEqualTo(5000);
  }

  @Test
  void a_shard_that_others_read_too_is_asked_less_and_slowly_more_again() {
    fail(Failure.THROTTLED);
    fail(Failure.THROTTLED);
    answer(0, true, 100);
    assertThat(pauseMs()).isEqualTo(790);
    answer(0, true, 100);
    assertThat(pauseMs()).isEqualTo(780);
    for (int i = 0; i < 100; i++) {
      answer(0, true, 100);
    }
    assertThat(pauseMs()).isEqualTo(200);
  }

  /** Five calls a second is the limit, whatever becomes of them. */
  @Test
  void no_failure_is_followed_by_a_call_at_once() {
    for (Failure failure : List.of(Failure.RETRY, Failure.THROTTLED, Failure.EXPIRED)) {
      cursor.gotIterator("it");
      answer(0, true, 100);
      fail(failure);
      assertThat(pauseMs()).as("after %s", failure).isBetween(200L, 400L);
    }
  }

  @Test
  void failures_in_a_row_lengthen_the_pause_up_to_ten_seconds() {
    for (int i = 0; i < 40; i++) {
      fail(Failure.EXPIRED);
    }
    assertThat(pauseMs()).isBetween(5000L, 10_000L);
  }

  @Test
  void an_expired_iterator_is_asked_for_anew() {
    cursor.gotIterator("old");
    fail(Failure.EXPIRED);
    assertThat(cursor.iterator()).isNull();
    cursor.gotIterator("new");
    fail(Failure.RETRY);
    assertThat(cursor.iterator()).isEqualTo("new");
  }

  @Test
  void it_is_behind_by_what_kinesis_told_and_by_how_long_it_tells_nothing() {
    answer(1234, true, 100);
    nowMs += 4_999;
    assertThat(cursor.behindMs()).isEqualTo(1234);
    nowMs += 3_600_000;
    assertThat(cursor.behindMs()).isEqualTo(1234 + 4_999 + 3_600_000);
    answer(0, true, 100);
    assertThat(cursor.behindMs()).isZero();
    nowMs += 10_000;
    cursor.end();
    assertThat(cursor.behindMs()).isZero();
  }

  private void answer(long behindMs, boolean hasRecords, long bytes) {
    GetRecordsResponse.Builder response =
        GetRecordsResponse.builder().nextShardIterator("next").millisBehindLatest(behindMs);
    if (hasRecords) {
      response.records(Record.builder().data(SdkBytes.fromUtf8String("{}")).build());
    }
    cursor.gotRecords(response.build(), NEXT, bytes);
  }

  private void fail(Failure failure) {
    cursor.ask();
    cursor.failed(failure);
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(nowMs);
  }

  private long pauseMs() {
    return -TimeUnit.NANOSECONDS.toMillis(cursor.waitingNanos(nanos()));
  }
}
