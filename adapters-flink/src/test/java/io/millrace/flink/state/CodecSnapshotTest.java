package io.millrace.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.customers.OrderCount;
import io.millrace.domain.customers.OrderSeen;
import io.millrace.flink.CodecSnapshot;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class CodecSnapshotTest {
  private static final String ID = CodecIds.keyState("anomaly");

  @Test
  void the_same_version_of_the_same_codec_is_read_as_it_is() {
    assertThat(resolve(ID, 0x010203, 0x010203).isCompatibleAsIs()).isTrue();
  }

  @Test
  void an_older_version_is_migrated() {
    assertThat(resolve(ID, 0x010203, 0x010204).isCompatibleAfterMigration()).isTrue();
    assertThat(resolve(ID, 0x010103, 0x010203).isCompatibleAfterMigration()).isTrue();
  }

  @Test
  void a_version_of_which_any_part_is_newer_is_refused() {
    assertThat(resolve(ID, 0x010204, 0x010203).isIncompatible()).isTrue();
    assertThat(resolve(ID, 0x010104, 0x010203).isIncompatible()).isTrue();
  }

  @Test
  void the_state_of_another_codec_is_refused() {
    assertThat(resolve(CodecIds.keyState("fulfillment"), 0x010203, 0x010203).isIncompatible())
        .isTrue();
  }

  @Test
  void a_snapshot_restores_a_serializer_that_reads_the_version_it_was_written_in()
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(32);
    new CodecSnapshot<>(ID, 0x010101).writeSnapshot(out);
    CodecSnapshot<Object> read = new CodecSnapshot<>();
    read.readSnapshot(
        read.getCurrentVersion(),
        new DataInputDeserializer(out.getCopyOfBuffer()),
        getClass().getClassLoader());

    CodecSerializer<Object> serializer = (CodecSerializer<Object>) read.restoreSerializer();

    assertThat(serializer.found()).isEqualTo(new CodecId<>(ID));
    assertThat(serializer.readVersion()).isEqualTo(0x010101);
  }

  /**
   * As the first version wrote the state of a key: a timer, a flag, five orders, and one that
   * waits.
   */
  @Test
  void a_life_from_before_alerts_were_raised_is_read_and_written_anew() throws IOException {
    String id = CodecIds.keyState("customer-orders");
    byte[] first = HexFormat.of().parseHex("0e" + "00" + "05" + "01" + "d00f" + "0161" + "01");

    KeyState<OrderCount, OrderSeen> keyState =
        new CodecSerializer<KeyState<OrderCount, OrderSeen>>(id, 0x010101)
            .deserialize(new DataInputDeserializer(first));

    assertThat(keyState.timerMs()).isEqualTo(7);
    assertThat(keyState.timeline().state()).isEqualTo(new OrderCount(5));
    assertThat(keyState.timeline().waiting()).containsExactly(new OrderSeen(1_000, "a", true));
    assertThat(keyState.speculative()).isNull();
    DataOutputSerializer out = new DataOutputSerializer(32);
    new CodecSerializer<KeyState<OrderCount, OrderSeen>>(id).serialize(keyState, out);
    assertThat(out.getCopyOfBuffer()).isEqualTo(first);
  }

  @Test
  void a_serializer_travels_as_the_id_of_its_codec() throws Exception {
    CodecSerializer<Object> serializer = new CodecSerializer<>(ID);
    byte[] bytes = InstantiationUtil.serializeObject(serializer);

    Object travelled = InstantiationUtil.deserializeObject(bytes, getClass().getClassLoader());

    assertThat(travelled).isEqualTo(serializer);
  }

  @Test
  void an_unknown_codec_is_refused_by_name() {
    assertThatThrownBy(() -> new CodecSerializer<>("life:nonsense"))
        .hasMessageContaining("nonsense");
  }

  private static TypeSerializerSchemaCompatibility<Object> resolve(
      String oldId, int oldVersion, int version) {
    TypeSerializerSnapshot<Object> now = new CodecSnapshot<>(ID, version);
    return now.resolveSchemaCompatibility(new CodecSnapshot<>(oldId, oldVersion));
  }
}
