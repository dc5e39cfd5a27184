package io.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Policies;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionCodecsTest {
  static List<Decision<?, ?, ?>> decisions() {
    List<Decision<?, ?, ?>> all = new ArrayList<>();
    for (Decision<?, ?, ?> decision : Catalogue.of(Policies.DEFAULT, true)) {
      all.add(decision);
      if (decision.merge() != null) {
        all.add(decision.merge());
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void a_key_of_which_nothing_is_known_comes_back_as_that(Decision<?, ?, ?> decision)
      throws IOException {
    assertInitialComesBack(decision);
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void a_savepoint_finds_the_serializer_again(Decision<?, ?, ?> decision) throws IOException {
    KeyStateSerializer<?, ?> written = serializer(decision.name(), 1);

    assertThat(throughBytes(written.snapshotConfiguration()).restoreSerializer())
        .isEqualTo(written);
  }

  @Test
  void the_same_version_is_compatible_an_older_one_is_migrated_a_newer_one_refused() {
    assertThat(compatibility(serializer("anomaly", 2), serializer("anomaly", 2)).isCompatibleAsIs())
        .isTrue();
    assertThat(
            compatibility(serializer("anomaly", 2), serializer("anomaly", 1))
                .isCompatibleAfterMigration())
        .isTrue();
    assertThat(compatibility(serializer("anomaly", 1), serializer("anomaly", 2)).isIncompatible())
        .isTrue();
  }

  @Test
  void the_state_of_another_decision_is_refused() {
    assertThat(
            compatibility(serializer("anomaly", 1), serializer("card-testing", 1)).isIncompatible())
        .isTrue();
  }

  @Test
  void a_decision_without_a_codec_is_named() {
    assertThatThrownBy(() -> DecisionCodecs.of("no-such-decision"))
        .hasMessageContaining("no-such-decision");
  }

  @SuppressWarnings("unchecked")
  private static <S, E extends Event, O> void assertInitialComesBack(Decision<S, E, O> decision)
      throws IOException {
    StateMachine<S, E, O> machine = decision.machine();
    KeyStateSerializer<S, E> serializer = (KeyStateSerializer<S, E>) serializer(decision.name(), 1);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(new KeyState<>(new Timeline<>(machine.initial(), List.of()), 17), out);

    KeyState<S, E> back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(back.timerMs()).isEqualTo(17);
    assertThat(back.timeline().isForgettable(machine)).isTrue();
    assertThat(out.length()).as("bytes of a key that only waits").isLessThan(16);
  }

  private static KeyStateSerializer<?, ?> serializer(String decision, int version) {
    return new KeyStateSerializer<>(decision, version, DecisionCodecs.of(decision));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static TypeSerializerSchemaCompatibility<?> compatibility(
      TypeSerializer<?> now, TypeSerializer<?> before) {
    TypeSerializerSnapshot snapshot = now.snapshotConfiguration();
    return snapshot.resolveSchemaCompatibility(before.snapshotConfiguration());
  }

  private static <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        DecisionCodecsTest.class.getClassLoader());
  }
}
