package io.millrace.bootstrap.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final String FIRST = "0123456789abcdef0123456789abcdef";
  private static final String SECOND = "fedcba9876543210fedcba9876543210";

  @TempDir private Path folder = Path.of(".");

  @Test
  void a_new_folder_is_started_in() throws IOException {
    try (StateFolder state = StateFolder.open(folder.resolve("new"))) {
      assertThat(state.latest()).isEmpty();
    }
  }

  @Test
  void the_checkpoint_of_the_highest_number_is_gone_on_from_whatever_file_times_say()
      throws IOException {
    Path older = complete(FIRST, 9);
    Path newer = complete(SECOND, 10);
    Files.setLastModifiedTime(
        older.resolve("_metadata"), FileTime.from(Instant.parse("2038-01-01T00:00:00Z")));
    try (StateFolder state = StateFolder.open(folder)) {
      assertThat(state.latest()).contains(newer);
    }
  }

  @Test
  void superseded_checkpoints_go() throws IOException {
    Path older = complete(FIRST, 9);
    Path broken = begun(SECOND, 10);
    Path newer = complete(SECOND, 11);
    StateFolder.open(folder).close();
    assertThat(older).doesNotExist();
    assertThat(broken).doesNotExist();
    assertThat(newer.resolve("_metadata")).exists();
  }

  @Test
  void one_that_was_never_complete_is_passed_over() throws IOException {
    Path complete = complete(FIRST, 9);
    begun(FIRST, 10);
    try (StateFolder state = StateFolder.open(folder)) {
      assertThat(state.latest()).contains(complete);
    }
  }

  @Test
  void a_run_that_died_before_its_first_checkpoint_starts_anew() throws IOException {
    StateFolder.open(folder).close();
    begun(FIRST, 1);
    try (StateFolder state = StateFolder.open(folder)) {
      assertThat(state.latest()).isEmpty();
    }
  }

  @Test
  void checkpoints_of_which_none_is_complete_are_refused() throws IOException {
    begun(FIRST, 7);
    assertThatThrownBy(() -> StateFolder.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("holds checkpoints, and none that is complete is there");
  }

  @Test
  void a_complete_checkpoint_that_was_taken_away_is_missed() throws IOException {
    StateFolder.open(folder).close();
    Path one = complete(FIRST, 7);
    StateFolder.open(folder).close();
    Files.delete(one.resolve("_metadata"));
    assertThatThrownBy(() -> StateFolder.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("its checkpoint 7 was complete, and none that is complete is there");
  }

  @Test
  void one_before_it_does_not_take_its_place() throws IOException {
    Path later = complete(SECOND, 7);
    StateFolder.open(folder).close();
    Files.delete(later.resolve("_metadata"));
    complete(FIRST, 6);
    assertThatThrownBy(() -> StateFolder.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("its checkpoint 7 was complete, and the latest that is there is 6");
  }

  @Test
  void one_process_has_it_at_a_time() throws IOException {
    try (StateFolder state = StateFolder.open(folder)) {
      assertThat(state.latest()).isEmpty();
      assertThatThrownBy(() -> StateFolder.open(folder))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("is in use by another run");
    }
    StateFolder.open(folder).close();
  }

  @Test
  void a_job_that_has_ended_is_not_run_again() throws IOException {
    try (StateFolder state = StateFolder.open(folder)) {
      state.end();
    }
    assertThatThrownBy(() -> StateFolder.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is of a job that has ended");
  }

  @Test
  void one_that_ended_and_was_killed_before_it_could_say_so_is_not_run_again() throws IOException {
    Path last = complete(FIRST, 3);
    StateFolder.open(folder).close();
    Files.delete(last.resolve("_metadata")); // Flink discards the state of a finished job
    Files.delete(last);
    assertThatThrownBy(() -> StateFolder.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("checkpoint 3 was complete, and none that is complete is there");
  }

  private Path complete(String job, int number) throws IOException {
    Path checkpoint = begun(job, number);
    Files.write(checkpoint.resolve("_metadata"), new byte[] {1});
    return checkpoint;
  }

  private Path begun(String job, int number) throws IOException {
    return Files.createDirectories(folder.resolve(job).resolve("chk-" + number));
  }
}
