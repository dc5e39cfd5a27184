package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlJobTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void a_right_question_is_not_blamed_when_no_cluster_starts() throws IOException {
    Path noFolder = Files.createFile(folder.resolve("file")).resolve("folder");
    Configuration broken = new Configuration();
    broken.set(CoreOptions.TMP_DIRS, noFolder.toString());

    assertThatThrownBy(
            () ->
                SqlJob.start(
                    Map.of(Stream.LOGINS, folder.resolve("logins.ndjson")),
                    "SELECT user_id FROM logins",
                    Policies.DEFAULT,
                    new TextFormat(),
                    1,
                    broken))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IOException.class)
        .rootCause()
        .hasMessageContaining(noFolder.toString());
  }
}
