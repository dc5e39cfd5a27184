package io.millrace.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficFilesTest {
  private static final int EVENTS = 20_000;

  private final Path folder;

  TrafficFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String hashOf(String name, long seed) throws IOException, NoSuchAlgorithmException {
    Path target = folder.resolve(name);
    TrafficFiles.write(TrafficProfile.of(EVENTS, seed), target, written -> {});
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Stream stream : Stream.BUILT_IN) {
      digest.update(Files.readAllBytes(target.resolve(stream.id() + ".ndjson")));
    }
    digest.update(Files.readAllBytes(target.resolve(TrafficFiles.LABELS)));
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void the_same_seed_gives_the_same_bytes_and_another_seed_others()
      throws IOException, NoSuchAlgorithmException {
    String first = hashOf("a", 1);
    assertThat(hashOf("b", 1)).isEqualTo(first);
    assertThat(hashOf("c", 2)).isNotEqualTo(first);
  }

  @Test
  void the_files_hold_exactly_the_events_asked_for() throws IOException {
    List<Long> progress = new ArrayList<>();
    Map<Stream, Long> counts =
        TrafficFiles.write(TrafficProfile.of(70_001, 1), folder, progress::add);
    long total = 0;
    for (Stream stream : Stream.BUILT_IN) {
      byte[] bytes = Files.readAllBytes(folder.resolve(stream.id() + ".ndjson"));
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertThat(counts).containsEntry(stream, text.lines().filter(s -> !s.isBlank()).count());
      total += stream.equals(Stream.PRODUCTS) ? 0 : text.lines().count();
    }
    assertThat(total).isEqualTo(70_001);
    assertThat(progress).containsExactly(65_536L, 70_001L);
  }
}
