package io.millrace.bootstrap.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bootstrap.run.Setbacks.Look;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetbacksTest {
  private @Nullable String storage;
  private final Setbacks setbacks = new Setbacks(3, () -> storage);

  @Test
  void a_restart_is_told_with_its_root_cause_and_a_repetition_without() {
    Exception failure = wrapped(new IOException("the table is gone: create it"));

    assertThat(setbacks.see(look(1, 100, failure)))
        .containsExactly(
            "the job restarts (1 of 3 without a checkpoint): the table is gone: create it");
    assertThat(setbacks.see(look(1, 100, failure))).isEmpty();
    assertThat(setbacks.see(look(1, 200, failure)))
        .containsExactly("the job restarts again for the same cause (2 of 3 without a checkpoint)");
    assertThat(setbacks.see(look(1, 300, new IOException("another"))).get(0)).endsWith(": another");
  }

  @Test
  void what_counts_is_a_checkpoint_between_the_restarts() {
    for (int restart = 1; restart <= 10; restart++) {
      setbacks.see(look(restart, restart, new IOException("again")));
    }
    assertThat(setbacks.areTooMany()).isFalse();
    assertThat(setbacks.see(look(11, 10, null)))
        .containsExactly("the job goes on: a checkpoint is complete again");
  }

  @Test
  void more_restarts_than_are_borne_end_it() {
    for (int restart = 1; restart <= 3; restart++) {
      setbacks.see(look(7, restart, new IOException("no way")));
      assertThat(setbacks.areTooMany()).isFalse();
    }
    setbacks.see(look(7, 4, new IOException("no way")));

    assertThat(setbacks.areTooMany()).isTrue();
    assertThat(setbacks.end())
        .contains("restarted 3 times without completing a checkpoint", "because: no way");
  }

  @Test
  void none_is_too_many_where_that_is_wished() {
    Setbacks patient = new Setbacks(0, () -> null);
    for (int restart = 1; restart <= 100; restart++) {
      patient.see(look(0, restart, new IOException("no way")));
    }
    assertThat(patient.areTooMany()).isFalse();
  }

  /** Flink says of a checkpoint that failed only that it did. */
  @Test
  void a_failed_checkpoint_is_told_with_what_is_wrong_with_its_place() {
    Exception failure =
        new FlinkRuntimeException(
            "Exceeded checkpoint tolerable failure threshold. The latest ...");

    storage = "nothing can be written to \"state\": No space left on device";
    assertThat(setbacks.see(look(0, 1, failure)).get(0))
        .endsWith("a checkpoint failed: " + storage);
    storage = null;
    assertThat(setbacks.see(look(0, 2, failure)).get(0))
        .endsWith("a checkpoint failed: it expired before it was complete");
  }

  @Test
  void state_that_cannot_be_read_ends_it_at_once() {
    Exception failure =
        new IOException(
            "Exception while creating StreamOperatorStateContext.",
            new FileNotFoundException("/state/chk-3/f00 (No such file or directory)"));

    assertThat(setbacks.see(look(0, 1, new SerializedThrowable(failure)))).isEmpty();
    assertThat(setbacks.areTooMany()).isTrue();
    assertThat(setbacks.end())
        .contains("/state/chk-3 is missing or damaged", "/state/chk-3/f00 (No such file");
  }

  private static Look look(long completed, long failedAtMs, @Nullable Exception failure) {
    return new Look(
        completed, failedAtMs, failure, "it expired before it was complete", "/state/chk-3");
  }

  private static Exception wrapped(Exception root) {
    return new SerializedThrowable(
        new FlinkRuntimeException("Job failed", new RuntimeException(root)));
  }
}
