package io.millrace.aws.kinesis;

import static io.millrace.aws.kinesis.EnumeratedStream.JOB_START;
import static io.millrace.aws.kinesis.EnumeratedStream.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardEnumeratorTest {
  @Test
  void shards_are_spread_evenly() {
    EnumeratedStream stream = EnumeratedStream.of(3);
    for (int i = 0; i < 7; i++) {
      stream.with("s" + i);
    }
    stream.started();
    assertThat(stream.given(0)).containsExactly("s0", "s3", "s6");
    assertThat(stream.given(1)).containsExactly("s1", "s4");
    assertThat(stream.given(2)).containsExactly("s2", "s5");
  }

  @Test
  void nothing_is_given_before_all_readers_are_there() {
    EnumeratedStream stream = EnumeratedStream.of(2).with("a").with("b").startedAlone();
    stream.register(1);
    assertThat(stream.given(1)).isEmpty();
    stream.register(0);
    assertThat(stream.given(0)).containsExactly("a");
    assertThat(stream.given(1)).containsExactly("b");
  }

  @Test
  void a_new_shard_goes_to_the_reader_with_the_fewest() {
    EnumeratedStream stream = EnumeratedStream.of(2).with("a").with("b").with("c").started();
    assertThat(stream.given(0)).containsExactly("a", "c");
    stream.with("d").discover();
    assertThat(stream.given(1)).containsExactly("b", "d");
  }

  @Test
  void the_halves_of_a_split_wait_for_it_and_go_where_it_was_with_its_watermark() {
    EnumeratedStream stream =
        EnumeratedStream.of(2).with("a").with("b").with("b1", "b").with("b2", "b").started();
    assertThat(stream.given(1)).containsExactly("b");
    stream.ended(1, "b", 7000);
    assertThat(stream.given(0)).containsExactly("a");
    assertThat(stream.given(1)).containsExactly("b", "b1", "b2");
    assertThat(stream.splits(1).subList(1, 3)).allMatch(split -> split.latestMs() == 7000);
    assertThat(stream.released(1)).containsExactly("b");
  }

  @Test
  void a_merge_waits_for_both_parents_and_goes_where_the_watermark_is_the_smallest() {
    EnumeratedStream stream =
        EnumeratedStream.of(2).with("a").with("b").with("ab", "a", "b").started();
    stream.ended(0, "a", 9000);
    assertThat(stream.given(0)).containsExactly("a");
    assertThat(stream.released(0)).as("holds the watermark for the child").isEmpty();
    stream.ended(1, "b", 4000);
    assertThat(stream.given(0)).containsExactly("a");
    assertThat(stream.given(1)).containsExactly("b", "ab");
    assertThat(stream.last(1).latestMs()).isEqualTo(4000);
    assertThat(stream.released(0)).containsExactly("a");
    assertThat(stream.released(1)).containsExactly("b");
  }

  @Test
  void a_parent_without_any_event_has_the_smallest_watermark() {
    EnumeratedStream stream =
        EnumeratedStream.of(2).with("a").with("b").with("ab", "a", "b").started();
    stream.ended(1, "b", 4000);
    stream.ended(0, "a", Long.MIN_VALUE);
    assertThat(stream.given(0)).containsExactly("a", "ab");
    assertThat(stream.last(0).latestMs()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void generations_are_read_one_after_the_other() {
    EnumeratedStream stream =
        EnumeratedStream.of(1).with("a").with("b", "a").with("c", "b").started();
    assertThat(stream.given(0)).containsExactly("a");
    stream.ended(0, "a", 1);
    assertThat(stream.given(0)).containsExactly("a", "b");
    stream.ended(0, "b", 2);
    assertThat(stream.given(0)).containsExactly("a", "b", "c");
  }

  @Test
  void children_that_the_end_of_a_shard_names_are_read_without_a_listing() {
    EnumeratedStream stream = EnumeratedStream.of(1).with("a").started();
    stream.endedUnanswered(0, "a", 5, info("a1", "a"), info("a2", "a"));
    assertThat(stream.given(0)).containsExactly("a", "a1", "a2");
    assertThat(stream.last(0).position()).isEqualTo(new ShardPosition.Oldest());
  }

  @Test
  void a_shard_that_ends_without_naming_its_children_holds_the_watermark_until_they_are_listed() {
    EnumeratedStream stream = EnumeratedStream.of(1).with("a").started();
    stream.with("a1", "a").endedUnanswered(0, "a", 5);
    assertThat(stream.given(0)).containsExactly("a");
    assertThat(stream.released(0)).isEmpty();
    stream.discover();
    assertThat(stream.given(0)).containsExactly("a", "a1");
    assertThat(stream.released(0)).containsExactly("a");
  }

  /** One that has been split off since the last listing, of a shard that is not at its end. */
  @Test
  void a_named_child_waits_for_a_parent_that_was_not_heard_of() {
    EnumeratedStream stream = EnumeratedStream.of(2).with("a").with("b").started();
    stream.with("b1", "b").with("b2", "b").with("ab1", "a", "b1");
    stream.endedUnanswered(0, "a", 5, info("ab1", "a", "b1"));
    assertThat(stream.given(0)).containsExactly("a");
    stream.discover();
    assertThat(stream.given(0)).containsExactly("a");
    stream.ended(1, "b", 3, info("b1", "b"), info("b2", "b"));
    assertThat(stream.given(1)).containsExactly("b", "b1", "b2");
    assertThat(stream.given(0)).containsExactly("a");
    stream.ended(1, "b1", 4, info("ab1", "a", "b1"));
    assertThat(stream.given(1)).containsExactly("b", "b1", "b2", "ab1");
  }

  @Test
  void parents_that_the_stream_no_longer_names_have_expired() {
    EnumeratedStream stream =
        EnumeratedStream.of(2).with("child", "gone").with("merged", "gone", "gone-too").started();
    assertThat(stream.given(0)).containsExactly("child");
    assertThat(stream.given(1)).containsExactly("merged");
  }

  @Test
  void what_has_ended_and_expired_is_forgotten() throws Exception {
    EnumeratedStream stream = EnumeratedStream.of(1).with("a").with("b", "a").started();
    stream.ended(0, "a", 1);
    stream.expire("a");
    stream.discover();
    assertThat(stream.checkpoint().ended()).as("the child names it").containsOnlyKeys("a");
    stream.with("c", "b");
    stream.ended(0, "b", 2);
    stream.expire("b");
    stream.discover();
    assertThat(stream.checkpoint().ended()).containsOnlyKeys("b");
  }

  @Test
  void from_the_trim_horizon_all_that_is_kept_is_read() {
    EnumeratedStream stream = EnumeratedStream.of(1).with("a").with("b", "a").started();
    stream.ended(0, "a", 1);
    assertThat(stream.splits(0))
        .allMatch(split -> split.position() instanceof ShardPosition.Oldest);
    assertThat(stream.given(0)).containsExactly("a", "b");
  }

  @Test
  void from_the_latest_on_closed_shards_are_left_out_and_later_ones_read_whole() {
    EnumeratedStream stream =
        EnumeratedStream.of(1, new StartPosition.Latest(), null, KnownShards.NONE)
            .with("a")
            .with("b", "a")
            .started();
    assertThat(stream.given(0)).containsExactly("b");
    assertThat(stream.last(0).position()).isEqualTo(new ShardPosition.Since(JOB_START));
    stream.with("c", "b").ended(0, "b", 1);
    assertThat(stream.given(0)).containsExactly("b", "c");
    assertThat(stream.last(0).position()).isEqualTo(new ShardPosition.Oldest());
  }

  @Test
  void from_an_instant_on_closed_shards_are_read_too_and_later_ones_whole() {
    Instant start = Instant.parse("2026-11-23T12:00:00Z");
    EnumeratedStream stream =
        EnumeratedStream.of(1, new StartPosition.AtTimestamp(start), null, KnownShards.NONE)
            .with("a")
            .with("b", "a")
            .started();
    stream.ended(0, "a", 1);
    assertThat(stream.given(0)).containsExactly("a", "b");
    assertThat(stream.splits(0))
        .allMatch(split -> split.position().equals(new ShardPosition.Since(start)));
    stream.with("c", "b").ended(0, "b", 1);
    assertThat(stream.last(0).position()).isEqualTo(new ShardPosition.Oldest());
  }

  @Test
  void a_restore_in_the_middle_of_a_merge_waits_for_the_other_parent() throws Exception {
    EnumeratedStream before =
        EnumeratedStream.of(2).with("a").with("b").with("ab", "a", "b").started();
    before.ended(0, "a", 9000);
    KnownShards known = before.checkpoint();
    assertThat(known.given()).containsExactly("b");
    assertThat(known.ended()).containsOnlyKeys("a");

    EnumeratedStream after =
        EnumeratedStream.of(3, new StartPosition.TrimHorizon(), null, known)
            .with("a")
            .with("b")
            .with("ab", "a", "b")
            .startedAlone();
    after.register(0, new ShardSplit(info("a"), new ShardPosition.After("9"), 9000, true));
    after.register(1, new ShardSplit(info("b"), new ShardPosition.After("3"), 3000, false));
    assertThat(after.given(0)).as("one reader is missing").isEmpty();
    after.register(2);
    assertThat(after.given(0)).containsExactly("a");
    assertThat(after.given(1)).containsExactly("b");
    after.ended(1, "b", 9500);
    assertThat(after.given(1)).as("where a ends is not told yet").containsExactly("b");
    after.ended(0, "a", 9000);
    assertThat(after.given(0)).containsExactly("a", "ab");
    assertThat(after.last(0).latestMs()).isEqualTo(9000);
    assertThat(after.released(1)).containsExactly("b");
    assertThat(after.released(0)).containsExactly("a");
  }

  @Test
  void a_restore_spreads_what_one_reader_had() throws Exception {
    EnumeratedStream before = EnumeratedStream.of(1).with("a").with("b").with("c").started();
    EnumeratedStream after =
        EnumeratedStream.of(3, new StartPosition.TrimHorizon(), null, before.checkpoint())
            .with("a")
            .with("b")
            .with("c")
            .startedAlone();
    ShardSplit[] had = {midway("a"), midway("b"), midway("c")};
    after.register(0, had);
    after.register(1);
    assertThat(after.given(0)).isEmpty();
    after.register(2);
    assertThat(after.splits(0)).containsExactly(had[0]);
    assertThat(after.splits(1)).containsExactly(had[1]);
    assertThat(after.splits(2)).containsExactly(had[2]);
  }

  @Test
  void a_checkpoint_before_the_shards_are_spread_again_has_them_as_they_were() throws Exception {
    EnumeratedStream before = EnumeratedStream.of(1).with("a").started();
    EnumeratedStream after =
        EnumeratedStream.of(2, new StartPosition.TrimHorizon(), null, before.checkpoint())
            .with("a")
            .startedAlone();
    after.register(0, midway("a"));
    assertThat(after.checkpoint().waiting()).containsExactly(midway("a"));
    assertThat(after.checkpoint().given()).isEmpty();
  }

  @Test
  void a_child_that_was_being_read_goes_on_with_its_own_watermark_though_a_parent_is_still_held()
      throws Exception {
    EnumeratedStream before = EnumeratedStream.of(1).with("a").with("b", "a").started();
    before.ended(0, "a", 5000);
    EnumeratedStream after =
        EnumeratedStream.of(2, new StartPosition.TrimHorizon(), null, before.checkpoint())
            .with("a")
            .with("b", "a")
            .startedAlone();
    ShardSplit parent = new ShardSplit(info("a"), new ShardPosition.After("9"), 5000, true);
    ShardSplit child = new ShardSplit(info("b", "a"), new ShardPosition.After("12"), 8000, false);
    after.register(0, child, parent);
    after.register(1);
    assertThat(after.given(0)).containsExactly("a");
    after.ended(0, "a", 5000);
    assertThat(after.splits(0)).containsExactly(parent, child);
    assertThat(after.released(0)).containsExactly("a");
  }

  @Test
  void a_child_whose_parents_nobody_holds_goes_on_where_they_ended() throws Exception {
    EnumeratedStream before = EnumeratedStream.of(2).with("a").with("b").started();
    before.ended(0, "a", 7000);
    EnumeratedStream after =
        EnumeratedStream.of(2, new StartPosition.TrimHorizon(), null, before.checkpoint())
            .with("a")
            .with("b")
            .with("a1", "a")
            .startedAlone();
    after.register(0);
    after.register(1, midway("b"));
    assertThat(after.splits(0).get(0).latestMs()).isEqualTo(7000);
  }

  private static ShardSplit midway(String shard) {
    return new ShardSplit(info(shard), new ShardPosition.After("7"), 7000, false);
  }

  @Test
  void what_a_failed_reader_got_since_its_checkpoint_is_given_again_as_it_was() {
    EnumeratedStream stream = EnumeratedStream.of(2).with("a").with("b").started();
    ShardSplit given = stream.last(1);
    stream.fail(1, List.of(given));
    assertThat(stream.given(1)).containsExactly("b");
    stream.register(1);
    assertThat(stream.splits(1)).containsExactly(given, given);
    assertThat(stream.given(0)).containsExactly("a");
  }

  @Test
  void a_child_waits_again_when_a_failed_reader_goes_back_into_its_parent() {
    EnumeratedStream stream = EnumeratedStream.of(2).with("a").with("b").started();
    stream.with("a1", "a").ended(0, "a", 5000);
    ShardSplit child = stream.last(0);
    assertThat(child.splitId()).isEqualTo("a1");

    stream.fail(0, List.of(child));
    stream.register(0, midway("a"));
    assertThat(stream.given(0)).containsExactly("a", "a1", "a");
    stream.ended(0, "a", 5000);
    assertThat(stream.given(0)).containsExactly("a", "a1", "a", "a1");
    assertThat(stream.last(0)).isEqualTo(child);
  }

  @Test
  void a_shard_that_a_failed_reader_reads_again_is_not_released() {
    EnumeratedStream stream = EnumeratedStream.of(1).with("a").started();
    stream.endedUnanswered(0, "a", 5000); // holds the watermark until the stream is listed
    stream.fail(0, List.of());
    stream.register(0, midway("a"));
    assertThat(stream.released(0)).isEmpty();
  }

  @Test
  void a_reader_that_begins_anew_alone_gets_its_own_shards_again() {
    EnumeratedStream stream = EnumeratedStream.of(2).with("a").with("b").with("c").started();
    assertThat(stream.given(0)).containsExactly("a", "c");
    stream.fail(0, List.of());
    stream.register(0, midway("a"), midway("c"));
    assertThat(stream.given(0)).containsExactly("a", "c", "a", "c");
    assertThat(stream.given(1)).containsExactly("b");
  }

  @Test
  void a_bounded_run_ends_when_every_shard_has_come_to_the_stop() {
    EnumeratedStream stream =
        EnumeratedStream.of(
                2, new StartPosition.TrimHorizon(), JOB_START.plusSeconds(1), KnownShards.NONE)
            .with("a")
            .with("b")
            .with("b1", "b")
            .started();
    stream.stopped(0, "a");
    assertThat(stream.released(0)).containsExactly("a");
    stream.ended(1, "b", 1);
    assertThat(stream.hasNoMore(0)).isFalse();
    stream.stopped(1, "b1");
    assertThat(stream.hasNoMore(0)).isTrue();
    assertThat(stream.hasNoMore(1)).isTrue();
  }

  @Test
  void a_listing_that_fails_is_tried_again() {
    EnumeratedStream stream = EnumeratedStream.of(1).with("a");
    stream.failListings(2, null);
    stream.started();
    assertThat(stream.given(0)).containsExactly("a");
  }

  @Test
  void a_stream_that_can_never_be_listed_fails_the_job_with_the_reason() {
    EnumeratedStream stream = EnumeratedStream.of(1).with("a");
    stream.failListings(1, new IOException("the stream does not exist"));
    assertThatThrownBy(stream::started).hasStackTraceContaining("the stream does not exist");
  }
}
