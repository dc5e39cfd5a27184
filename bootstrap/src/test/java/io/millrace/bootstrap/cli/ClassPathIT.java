package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that start without Flink have all that they need. */
class ClassPathIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @TempDir private Path folder = Path.of(".");

  @Test
  void a_backfill_reads_declared_streams_through_mappings() throws Exception {
    Path input = Files.createDirectory(folder.resolve("in"));
    Files.writeString(
        input.resolve("auth.log"),
        "2026-11-30T10:00:00Z gw sshd[1]: Failed password for root from 192.0.2.9 port 5 ssh2\n");
    Files.writeString(input.resolve("doors.csv"), "card,at\nb1,2026-11-30T10:00:00Z\n");
    Path doors = Files.writeString(folder.resolve("doors.yaml"), ShapesTest.DOORS);
    Path mapping = Files.writeString(folder.resolve("csv.yaml"), ShapesTest.DOORS_AS_CSV);

    String printed =
        run(
            0,
            "classpath-core",
            "backfill",
            "--input",
            input.toString(),
            "--output",
            folder.resolve("out").toString(),
            "--streams",
            doors.toString(),
            "--mapping",
            mapping.toString(),
            "--mapping",
            "sshd-auth-log");

    assertThat(printed).containsPattern("logins +1 +0 ").containsPattern("doors +1 +0 ");
  }

  @Test
  void serve_reads_the_configuration_of_a_job_with_mappings() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("live.json"),
            """
            [{"PropertyGroupId":"millrace","PropertyMap":{"dead_letters":"s3://kept/letters"}},
             {"PropertyGroupId":"source.logins","PropertyMap":{"stream":"s","mapping":"sshd-auth-log"}},
             {"PropertyGroupId":"sink.all","PropertyMap":{
               "kind":"kinesis","stream":"o","results":"rejections,late"}}]
            """);

    String printed = run(2, "classpath-serve", "serve", "--config", config.toString());

    assertThat(printed).contains("source.logins.mapping", "add year");
  }

  private String run(int exitCode, String classPath, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-cp",
            TARGET.resolve("classes")
                + File.pathSeparator
                + Files.readString(TARGET.resolve(classPath)).strip(),
            Millrace.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(exitCode);
      return Files.readString(log);
    } finally {
      process.destroyForcibly();
    }
  }
}
