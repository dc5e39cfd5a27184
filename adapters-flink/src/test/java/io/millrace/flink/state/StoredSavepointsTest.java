package io.millrace.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.access.FailedLoginWindowsEntry;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.DecisionModule;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.codec.Codec;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.access.FailedLoginCounting;
import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.access.FailedLogins;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.CodecSnapshot;
import io.millrace.flink.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints of earlier versions of the state, which this version must go on from. When the state
 * has changed, and its version with it, {@code -Dmillrace.savepoint=store} takes one more and puts
 * it beside them.
 */
class StoredSavepointsTest {
  private static final String HOW_TO_STORE =
      "mvn -pl adapters-flink -am test -Dtest=StoredSavepointsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.savepoint=store";
  private static final int EVENTS_OF_A_STREAM = 400;
  private static final long SEED = 7;

  @TempDir private Path folder = Path.of(".");

  @BeforeAll
  static void store_one_if_asked(@TempDir Path folder) throws Exception {
    if ("store".equals(System.getProperty("millrace.savepoint"))) {
      Map<Stream, List<String>> input = new LinkedHashMap<>();
      new Traffic(SEED, EVENTS_OF_A_STREAM)
          .lines()
          .forEach(
              (stream, lines) ->
                  input.put(stream, lines.stream().filter(line -> !line.isEmpty()).toList()));
      Path savepoint = SavepointJob.halfOf(input, folder);
      assertThat(savepoint).isDirectoryNotContaining("regex:(?!.*_metadata)");
      Map<ResultType, Integer> before = new LinkedHashMap<>();
      SavepointJob.results().forEach((type, lines) -> before.put(type, lines.size()));
      new StoredSavepoint(
              StoredSavepoint.next(),
              Files.readAllBytes(savepoint.resolve("_metadata")),
              input,
              before)
          .store();
    }
  }

  static List<Path> stored() throws IOException {
    return StoredSavepoint.all();
  }

  private static List<String> codecs() {
    List<String> ids = new ArrayList<>(List.of(CodecIds.SPLIT_MARK, CodecIds.COUNTER_LINE));
    for (Decision<?, ?, ?> decision :
        Catalogue.installed().decisions(AnomalyPolicy.withScores(Policies.DEFAULT, true))) {
      ids.add(CodecIds.keyState(decision.name()));
      Decision<?, ?, ?> merge = decision.merge();
      if (merge != null) {
        ids.add(CodecIds.keyState(merge.name()));
      }
    }
    return ids;
  }

  /** One of each kind of state: each restore takes some seconds. */
  static List<String> codecsOfEachKind() {
    return List.of(CodecIds.SPLIT_MARK, CodecIds.COUNTER_LINE, CodecIds.keyState("card-testing"));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void this_version_goes_on_from_every_stored_savepoint(Path file) throws Exception {
    Map<String, AtomicInteger> reads = new HashMap<>();
    Map<String, Codec<?>> right = new HashMap<>();
    for (String id : codecs()) {
      right.put(id, CodecIds.find(id));
      reads.put(id, new AtomicInteger());
      CodecIds.FOUND.put(id, new Watched<>(CodecIds.find(id), reads.get(id)));
    }
    StoredSavepoint stored = StoredSavepoint.read(file);
    try {
      assertGoesOn(stored, stored.known(Catalogue.installed()));
    } finally {
      CodecIds.FOUND.putAll(right);
    }
    reads.keySet().removeIf(id -> !stored.has(id)); // of decisions that came after it
    reads.remove(
        CodecIds.keyState("dashboard-minutes-merge")); // between two watermarks it has none
    assertThat(reads).allSatisfy((id, count) -> assertThat(count).as(id).hasPositiveValue());
  }

  @Test
  void a_decision_that_a_savepoint_does_not_know_begins_with_nothing() throws Exception {
    StoredSavepoint latest = latest();
    List<DecisionModule> modules = new ArrayList<>(latest.known(Catalogue.installed()).modules());
    modules.add(new OneMore());

    assertGoesOn(latest, new Catalogue(modules));

    assertThat(SavepointJob.results().get(ResultType.FAILED_LOGIN_WINDOWS)).isNotEmpty();
  }

  @Test
  void the_latest_has_the_current_version_of_every_state() throws IOException {
    String savepoint = new String(latest().metadata(), StandardCharsets.ISO_8859_1);
    for (String id : codecs()) {
      assertThat(savepoint.contains(idAndVersion(id)))
          .as("%s in version %s; if it is new: %s", id, version(id), HOW_TO_STORE)
          .isTrue();
    }
  }

  /** A field more, with the version left as it was: what the guard is there for. */
  @ParameterizedTest
  @MethodSource("codecsOfEachKind")
  void a_form_that_changes_without_its_version_is_noticed(String id) throws Exception {
    StoredSavepoint latest = latest();
    Codec<?> right = CodecIds.find(id);
    CodecIds.FOUND.put(id, new Widened<>(right));
    try {
      assertThatThrownBy(() -> assertGoesOn(latest, Catalogue.installed())).isNotNull();
    } finally {
      CodecIds.FOUND.put(id, right);
    }
  }

  private static StoredSavepoint latest() throws IOException {
    List<Path> all = StoredSavepoint.all();
    return StoredSavepoint.read(all.get(all.size() - 1));
  }

  /** Those that it knows are asked for all of their results. */
  private void assertGoesOn(StoredSavepoint stored, Catalogue catalogue) throws Exception {
    Path savepoint = folder.resolve("savepoint");
    stored.unpack(savepoint);
    SavepointJob.restOf(catalogue, stored.policies(), stored.input(), savepoint, folder);
    Map<ResultType, List<String>> rest = SavepointJob.results();
    stored
        .reference(stored.known(catalogue))
        .results()
        .forEach(
            (type, all) -> {
              List<String> after = rest.getOrDefault(type, List.of());
              if (stored.knows(type)) {
                assertThat(after.size() + stored.before().getOrDefault(type, 0))
                    .as("all %s, those before the savepoint included", type)
                    .isEqualTo(all.size());
              }
              List<String> missing = new ArrayList<>(all);
              after.forEach(line -> assertThat(missing.remove(line)).as(line).isTrue());
            });
  }

  /** As {@link CodecSnapshot} writes them. */
  private static String idAndVersion(String id) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(id);
      out.writeInt(version(id));
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static int version(String id) {
    return Objects.requireNonNull(CodecIds.find(id)).version();
  }

  /** Counts what is read, so that a state of which the savepoint has nothing is seen. */
  private record Watched<T>(Codec<T> codec, AtomicInteger reads) implements Codec<T> {
    @Override
    public int version() {
      return codec.version();
    }

    @Override
    public void write(T value, DataOutput out) throws IOException {
      codec.write(value, out);
    }

    @Override
    public T read(int version, DataInput in) throws IOException {
      reads.incrementAndGet();
      return codec.read(version, in);
    }

    @Override
    public T copy(T value) {
      return codec.copy(value);
    }
  }

  /** What else only SQL makes, made by the machine: no savepoint knows it. */
  private record OneMore() implements DecisionModule {
    @Override
    public List<DecisionEntry<?, ?, ?>> decisions() {
      return List.of(
          DecisionEntry.named(FailedLoginWindowsEntry.ENTRY.name())
              .written(LoginAttempt.SCHEMA, FailedLogins.SCHEMA)
              .reads(Reads.from(Stream.LOGINS, Login.class, Login::userId, LoginAttempt::of))
              .makes(ResultType.FAILED_LOGIN_WINDOWS)
              .decidedBy(FailedLoginPolicy.SECTION, FailedLoginCounting::new));
    }
  }

  private record Widened<T>(Codec<T> codec) implements Codec<T> {
    @Override
    public int version() {
      return codec.version();
    }

    @Override
    public void write(T value, DataOutput out) throws IOException {
      codec.write(value, out);
      out.writeByte(0);
    }

    @Override
    public T read(int version, DataInput in) throws IOException {
      T value = codec.read(version, in);
      in.readByte();
      return value;
    }

    @Override
    public T copy(T value) {
      return codec.copy(value);
    }
  }
}
