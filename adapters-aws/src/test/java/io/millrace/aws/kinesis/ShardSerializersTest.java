package io.millrace.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;

/**
 * The bytes that checkpoints hold. Whoever changes them raises the version, adds bytes of the new
 * one here, and leaves these, which must be read for ever.
 */
class ShardSerializersTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final ShardInfo ROOT = new ShardInfo("shard-0", List.of(), "0", "99");
  private static final ShardInfo HALF = new ShardInfo("shard-1", List.of("shard-0"), "0", "49");
  private static final ShardInfo MERGED =
      new ShardInfo("shard-3", List.of("shard-1", "é2"), "0", "99");

  /** Version 1 of splits, in each kind of position. */
  private static final Map<String, ShardSplit> SPLITS_1 =
      Map.of(
          "000773686172642d30000001300002393900800000000000000000",
          new ShardSplit(ROOT, new ShardPosition.Oldest(), Long.MIN_VALUE, false),
          "000773686172642d3101000773686172642d30000130000234390100"
              + "0001a20bb5e67b000000000000000000",
          new ShardSplit(
              HALF, new ShardPosition.Since(Instant.parse("2026-11-24T04:00:00.123Z")), 0, false),
          "000773686172642d3302000773686172642d310003c3a93200013000023939"
              + "0200203439353930333338323731343930323536363038353539363932353338333631"
              + "ffffffffffffffff01",
          new ShardSplit(
              MERGED, new ShardPosition.After("49590338271490256608559692538361"), -1, true),
          "000773686172642d300000013000023939030004343935390000012c0000019b8d2b8c0000",
          new ShardSplit(ROOT, new ShardPosition.Within("4959", 300), 1_767_600_000_000L, false));

  /** Version 1 of known shards. */
  private static final String KNOWN_1_BYTES =
      "00000001000773686172642d3302000773686172642d310003c3a93200013000023939008000000000000000"
          + "0000000002000773686172642d310003c3a932"
          + "000000020007616e6f746865728000000000000000000773686172642d300000019b8d2b8c00";

  private static final KnownShards KNOWN_1 =
      new KnownShards(
          List.of(new ShardSplit(MERGED, new ShardPosition.Oldest(), Long.MIN_VALUE, false)),
          List.of("shard-1", "é2"),
          Map.of("shard-0", 1_767_600_000_000L, "another", Long.MIN_VALUE));

  private final ShardSplitSerializer splits = new ShardSplitSerializer();
  private final KnownShardsSerializer knownShards = new KnownShardsSerializer();

  @Test
  void splits_have_the_bytes_of_version_1() throws IOException {
    for (Map.Entry<String, ShardSplit> golden : SPLITS_1.entrySet()) {
      assertThat(HEX.formatHex(splits.serialize(golden.getValue()))).isEqualTo(golden.getKey());
      assertThat(splits.deserialize(1, HEX.parseHex(golden.getKey()))).isEqualTo(golden.getValue());
    }
    assertThat(splits.getVersion()).isEqualTo(1);
  }

  @Test
  void known_shards_have_the_bytes_of_version_1() throws IOException {
    assertThat(HEX.formatHex(knownShards.serialize(KNOWN_1))).isEqualTo(KNOWN_1_BYTES);
    assertThat(knownShards.deserialize(1, HEX.parseHex(KNOWN_1_BYTES))).isEqualTo(KNOWN_1);
    assertThat(knownShards.getVersion()).isEqualTo(1);
  }

  @Test
  void a_newer_version_is_refused_with_what_to_do() {
    for (SimpleVersionedSerializer<?> serializer : List.of(splits, knownShards)) {
      assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the state of a Kinesis source has version 2, and this job reads version 1: restore"
                  + " it with the release that wrote it");
    }
  }

  @Test
  void bytes_that_are_left_over_or_missing_are_refused() {
    byte[] bytes = HEX.parseHex(KNOWN_1_BYTES);
    assertThatThrownBy(() -> knownShards.deserialize(1, Arrays.copyOf(bytes, bytes.length + 3)))
        .hasMessage("3 bytes too many in the state of a Kinesis source");
    assertThatThrownBy(() -> knownShards.deserialize(1, Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void a_position_of_an_unknown_kind_is_refused() {
    byte[] bytes = HEX.parseHex("000773686172642d30000001300002393904800000000000000000");
    assertThatThrownBy(() -> splits.deserialize(1, bytes))
        .hasMessage("a shard has a position of unknown kind 4");
  }
}
