package io.millrace.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void the_same_traffic_has_the_same_start_the_next_time() throws IOException {
    long start = DataFolder.open(folder.resolve("new")).start("seed 7, rate 50.0");
    assertThat(DataFolder.open(folder.resolve("new")).start("seed 7, rate 50.0")).isEqualTo(start);
  }

  @Test
  void other_traffic_is_refused_by_name() throws IOException {
    DataFolder data = DataFolder.open(folder);
    long unused = data.start("seed 7, rate 50.0");
    assertThatThrownBy(() -> data.start("seed 8, rate 50.0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("holds the traffic of seed 7, rate 50.0, not of seed 8, rate 50.0");
  }

  @Test
  void a_file_is_no_folder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("which is no folder");
  }
}
