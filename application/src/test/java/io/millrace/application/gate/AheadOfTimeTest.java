package io.millrace.application.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.AheadOfTime;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.result.Result;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are in milliseconds after {@link #START}; the bound of lateness is 5 s. */
class AheadOfTimeTest {
  private static final long START = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
  private static final long DAY = 86_400_000;

  private final Gate gate =
      new Gate(
          Stream.READINGS,
          new SplitWatermark(5_000),
          AheadOfTime.DEFAULT.maxJumpMs(),
          StreamCounts.NONE);
  private final List<String> told = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Gate.Exits exits =
      new Gate.Exits() {
        @Override
        public void use(StreamEvent event) {
          told.add("used " + (event.eventTimeMs() - START));
        }

        @Override
        public void keepAside(RawRecord record, Result reason) {
          if (reason instanceof Rejection rejection) {
            rejections.add(rejection);
            told.add(rejection.reason() == Reason.AHEAD_OF_TIME ? "ahead" : "unreadable");
          } else {
            told.add("late " + (((LateEvent) reason).eventTimeMs() - START));
          }
        }
      };

  private long line;

  @Test
  void a_lone_event_that_is_more_than_a_day_ahead_is_a_rejection_and_makes_nothing_late() {
    pass(0, 1_000, 10 * DAY, 2_000, 3_000);
    end();

    assertThat(told).containsExactly("used 0", "used 1000", "ahead", "used 2000", "used 3000");
    assertThat(gate.counts()).isEqualTo(new StreamCounts(5, 1, 0, 0));
  }

  @Test
  void the_rejection_is_of_the_record_that_was_held_and_says_what_is_wrong_with_it() {
    pass(0, 1_000, 10 * DAY, 2_000);

    assertThat(rejections)
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.stream()).isEqualTo(Stream.READINGS);
              assertThat(rejection.field()).isEqualTo("event_time");
              assertThat(rejection.origin()).isEqualTo(new FileLine("readings.ndjson", 3));
              assertThat(rejection.raw().content())
                  .isEqualTo(Long.toString(10 * DAY).getBytes(UTF_8));
              assertThat(rejection.detail())
                  .isEqualTo(
                      "event_time is 2026-01-11T00:00:00.000Z, must be at most 86400000 ms"
                          + " (max_jump_ms) ahead of 2026-01-01T00:00:01.000Z, the latest before"
                          + " it, and the next is not");
            });
  }

  @Test
  void exactly_a_day_ahead_is_not_ahead_of_time() {
    pass(0, 0, DAY, DAY + 1);

    assertThat(told).containsExactly("used 0", "used 0", "used " + DAY, "used " + (DAY + 1));
    assertThat(gate.held()).isNull();
  }

  @Test
  void a_millisecond_more_is_held_until_the_next() {
    pass(0, 0, DAY + 1);
    assertThat(told).containsExactly("used 0", "used 0");

    pass(DAY); // not ahead itself, so the one before was
    assertThat(told).containsExactly("used 0", "used 0", "ahead", "used " + DAY);
  }

  @Test
  void two_in_a_row_are_a_gap_in_the_history() {
    pass(0, 0, 2 * DAY, 2 * DAY + 1_000, 2 * DAY - 1_000);

    assertThat(told)
        .containsExactly(
            "used 0",
            "used 0",
            "used " + 2 * DAY,
            "used " + (2 * DAY + 1_000),
            "used " + (2 * DAY - 1_000));
  }

  @Test
  void what_confirms_another_is_looked_at_anew() {
    pass(0, 0, 2 * DAY, 9 * DAY);
    assertThat(told).containsExactly("used 0", "used 0", "used " + 2 * DAY);

    pass(2 * DAY + 1); // the nine days are not confirmed
    assertThat(told).endsWith("ahead", "used " + (2 * DAY + 1));
  }

  @Test
  void what_confirms_another_may_be_late_behind_it() {
    pass(0, 0, 9 * DAY, 2 * DAY);

    assertThat(told).containsExactly("used 0", "used 0", "used " + 9 * DAY, "late " + 2 * DAY);
  }

  @Test
  void a_late_event_decides_as_any_readable_one_and_counts_for_nothing() {
    pass(10_000, 10_000, 3 * DAY, 1);

    assertThat(told).containsExactly("used 10000", "used 10000", "ahead", "late 1");
    assertThat(gate.watermark().latestMs()).isEqualTo(START + 10_000);
  }

  @Test
  void unreadable_records_decide_nothing() {
    pass(0, 0, 3 * DAY);
    unreadable();
    unreadable();
    assertThat(told).containsExactly("used 0", "used 0", "unreadable", "unreadable");

    pass(1);
    assertThat(told).endsWith("ahead", "used 1");
  }

  @Test
  void what_is_held_at_the_end_counts() {
    pass(0, 0, 3 * DAY);
    end();
    end();

    assertThat(told).containsExactly("used 0", "used 0", "used " + 3 * DAY);
    assertThat(gate.counts()).isEqualTo(new StreamCounts(3, 0, 0, 0));
  }

  @Test
  void the_first_event_is_held_and_counts_if_the_next_is_not_far_before_it() {
    pass(DAY);
    assertThat(told).isEmpty();
    assertThat(gate.watermark().ms()).isEqualTo(Long.MIN_VALUE);

    pass(0); // exactly a day before it
    assertThat(told).containsExactly("used " + DAY, "late 0");
  }

  @Test
  void the_first_event_counts_if_it_is_alone() {
    pass(0);
    end();

    assertThat(told).containsExactly("used 0");
  }

  @Test
  void the_first_event_counts_if_the_next_is_far_ahead_which_is_held_then() {
    pass(0, 3 * DAY, 1);

    assertThat(told).containsExactly("used 0", "ahead", "used 1");
  }

  @Test
  void a_first_event_more_than_a_day_ahead_of_the_next_is_a_rejection() {
    pass(DAY + 1, 0, 1);

    assertThat(told).containsExactly("ahead", "used 0", "used 1");
    assertThat(rejections.get(0).detail())
        .isEqualTo(
            "event_time is 2026-01-02T00:00:00.001Z, must be at most 86400000 ms (max_jump_ms)"
                + " ahead of 2026-01-01T00:00:00.000Z, that of the next event, and none counts"
                + " before");
  }

  @Test
  void after_a_first_event_that_was_rejected_the_next_is_a_first_event() {
    pass(20 * DAY, 10 * DAY);
    assertThat(told).containsExactly("ahead");

    pass(0, 1);
    assertThat(told).containsExactly("ahead", "ahead", "used 0", "used 1");
  }

  @Test
  void reference_data_takes_no_part() {
    Gate products =
        new Gate(
            Stream.PRODUCTS,
            new SplitWatermark(5_000),
            AheadOfTime.DEFAULT.maxJumpMs(),
            StreamCounts.NONE);
    Product product = new Product("1", "p-1", "Lamp", null);
    products.pass(record("p"), Either.right(product), exits);

    assertThat(told).hasSize(1);
    assertThat(products.held()).isNull();
  }

  @Test
  void the_first_and_the_last_instant_there_are_can_follow_each_other() {
    pass(UtcTime.MIN_MS - START, UtcTime.MIN_MS - START, UtcTime.MAX_MS - START);
    end();

    assertThat(told).hasSize(3).allMatch(one -> one.startsWith("used"));
  }

  @Test
  void an_event_five_minutes_ahead_of_its_arrival_is_read_and_one_more_ms_is_a_rejection() {
    ArrivalCheck check = new ArrivalCheck(Stream.READINGS, AheadOfTime.DEFAULT.maxAheadMs());
    RawRecord record = record("r");
    Either<Rejection, StreamEvent> event = Either.right(reading(300_000));

    assertThat(check.check(record, event, START)).isSameAs(event);
    assertThat(check.check(record, event, START + DAY)).isSameAs(event);
    Rejection rejection = check.check(record, event, START - 1).getLeft();
    assertThat(rejection.reason()).isEqualTo(Reason.AHEAD_OF_TIME);
    assertThat(rejection.field()).isEqualTo("event_time");
    assertThat(rejection.origin()).isEqualTo(record.origin());
    assertThat(rejection.detail())
        .isEqualTo(
            "event_time is 2026-01-01T00:05:00.000Z, must be at most 300000 ms (max_ahead_ms)"
                + " ahead of 2025-12-31T23:59:59.999Z, when the record arrived");
  }

  @Test
  void reference_data_and_rejections_are_held_against_no_arrival() {
    Either<Rejection, StreamEvent> product = Either.right(new Product("1", "p", "Lamp", null));
    assertThat(new ArrivalCheck(Stream.PRODUCTS, 1).check(record("p"), product, Long.MIN_VALUE))
        .isSameAs(product);

    Either<Rejection, StreamEvent> unreadable = Either.left(rejection());
    assertThat(new ArrivalCheck(Stream.READINGS, 1).check(record("r"), unreadable, 0))
        .isSameAs(unreadable);
  }

  private void pass(long... timesMs) {
    for (long timeMs : timesMs) {
      gate.pass(record(Long.toString(timeMs)), Either.right(reading(timeMs)), exits);
    }
  }

  private void unreadable() {
    gate.pass(record("?"), Either.left(rejection()), exits);
  }

  private void end() {
    gate.end(exits);
  }

  private Rejection rejection() {
    RawRecord record = record("?");
    return new Rejection(
        Stream.READINGS,
        Reason.MALFORMED_JSON,
        null,
        "no JSON",
        new Bytes(record.bytes()),
        record.origin());
  }

  private RawRecord record(String text) {
    return new RawRecord(text.getBytes(UTF_8), new FileLine("readings.ndjson", ++line));
  }

  private static StreamEvent reading(long timeMs) {
    return new Reading("s", 1, START + timeMs);
  }
}
