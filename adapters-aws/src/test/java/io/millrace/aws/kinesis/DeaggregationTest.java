package io.millrace.aws.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;

class DeaggregationTest {
  private static final byte[] ONE = "one".getBytes(UTF_8);
  private static final byte[] TWO = "two".getBytes(UTF_8);

  @Test
  void a_plain_record_is_itself() {
    assertThat(Deaggregation.apart(ONE)).containsExactly(ONE);
    assertThat(Deaggregation.apart(new byte[0])).containsExactly(new byte[0]);
  }

  @Test
  void every_part_counts_whatever_shard_its_key_belongs_to() {
    List<Map.Entry<String, byte[]>> parts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      parts.add(Map.entry("key-" + i, ("part-" + i).getBytes(UTF_8)));
    }
    assertThat(texts(Aggregates.of(parts)))
        .isEqualTo(parts.stream().map(part -> new String(part.getValue(), UTF_8)).toList());
  }

  @Test
  void a_part_may_be_empty() {
    assertThat(texts(Aggregates.of(List.of(Map.entry("a", ONE), Map.entry("b", new byte[0])))))
        .containsExactly("one", "");
  }

  @Test
  void a_part_whose_key_is_missing_or_no_hash_is_a_part_all_the_same() {
    AggregatedRecord strange =
        AggregatedRecord.newBuilder()
            .addExplicitHashKeyTable("no number")
            .addRecords(Aggregates.part(7, ONE).setExplicitHashKeyIndex(0))
            .addRecords(Aggregates.part(-1, TWO))
            .build();
    assertThat(texts(Aggregates.of(strange.toByteArray()))).containsExactly("one", "two");
  }

  @Test
  void an_aggregate_without_parts_stays_whole() {
    byte[] empty =
        Aggregates.of(
            AggregatedRecord.newBuilder().addPartitionKeyTable("a").build().toByteArray());
    assertThat(Deaggregation.apart(empty)).containsExactly(empty);
  }

  @Test
  void what_is_no_message_stays_whole_though_its_checksum_is_right() {
    Random random = new Random(20261125);
    for (int length = 1; length < 200; length++) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      noise[0] = 0x07; // a field of a type that there is not
      byte[] record = Aggregates.of(noise);
      assertThat(Deaggregation.apart(record)).as("%s bytes", length).containsExactly(record);
    }
  }

  @Test
  void a_damaged_or_cut_aggregate_stays_whole() {
    byte[] aggregate = Aggregates.of(List.of(Map.entry("a", ONE), Map.entry("b", TWO)));
    for (int i = 0; i < aggregate.length; i++) {
      byte[] damaged = aggregate.clone();
      damaged[i] ^= 1;
      assertThat(Deaggregation.apart(damaged)).as("byte %s", i).containsExactly(damaged);
      byte[] cut = Arrays.copyOf(aggregate, i);
      assertThat(Deaggregation.apart(cut)).as("%s bytes", i).containsExactly(cut);
    }
    byte[] mark = AggregatorUtil.AGGREGATED_RECORD_MAGIC;
    assertThat(Deaggregation.apart(mark)).containsExactly(mark);
  }

  private static List<String> texts(byte[] record) {
    return Deaggregation.apart(record).stream().map(part -> new String(part, UTF_8)).toList();
  }
}
