package io.millrace.aws.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.aws.deadletter.DeadLetter.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDeadLettersTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void a_letter_is_one_json_object_in_a_file_of_its_name() throws Exception {
    DeadLetter letter = letter("{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_8), 3);

    write(letter);

    assertThat(Files.readString(folder.resolve("new/" + letter.name() + ".json")))
        .isEqualTo(
            "{\"sink\":\"kinesis\",\"target\":\"results\",\"type\":\"alerts\","
                + "\"reason\":\"ATTEMPTS_EXHAUSTED\",\"detail\":\"why\",\"attempts\":3,"
                + "\"id\":\"0123\",\"raw\":\"{\\\"a\\\":\\\"é\\\"}\"}");
  }

  @Test
  void what_is_not_text_is_kept_in_base64() {
    assertThat(new String(letter(new byte[] {(byte) 0xFF, 0}, 1).json(), StandardCharsets.UTF_8))
        .endsWith(",\"raw_base64\":\"/wA=\"}");
  }

  @Test
  void the_same_letter_again_takes_the_place_of_the_first() throws Exception {
    byte[] record = {'1'};
    write(letter(record, 3));
    write(letter(record, 4));

    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      assertThat(Files.readString(all.get(0))).contains("\"attempts\":4");
    }
  }

  @Test
  void a_folder_that_cannot_be_used_is_an_error() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new FolderDeadLetters(file.toUri()).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file");
    assertThatThrownBy(() -> new FolderDeadLetters(URI.create("s3://bucket/")))
        .hasMessage("not the address of a folder, file:/...: s3://bucket/");
  }

  private void write(DeadLetter letter) throws IOException {
    try (DeadLetters.Writer writer = new FolderDeadLetters(folder.resolve("new").toUri()).open()) {
      writer.write(letter).join();
    }
  }

  private static DeadLetter letter(byte[] record, int attempts) {
    return new DeadLetter(
        "kinesis", "results", "alerts", Reason.ATTEMPTS_EXHAUSTED, "why", attempts, "0123", record);
  }
}
