package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backfill in a process of its own: a small heap, and no Flink on the class path. */
class BackfillMemoryTest {
  private static final List<String> CORE =
      List.of(
          "/domain/target/",
          "/application/target/",
          "/adapters-json/target/",
          "/adapters-files/target/",
          "/traffic/target/",
          "/config/target/",
          "/adapters-http/target/",
          "/bootstrap/target/classes",
          "/vavr",
          "/jackson-core",
          "/picocli");

  @TempDir private Path folder = Path.of(".");

  @Test
  void a_history_larger_than_the_heap_fits_without_flink() throws Exception {
    Path traffic = folder.resolve("traffic");
    TrafficFiles.write(TrafficProfile.of(600_000, 3).withRate(200), traffic, done -> {});

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                classPath(),
                "io.millrace.bootstrap.cli.Millrace",
                "backfill",
                "--input",
                traffic.toString(),
                "--output",
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();

    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    String log = Files.readString(folder.resolve("log"));
    assertThat(ended).as(log).isTrue();
    assertThat(process.exitValue()).as(log).isZero();
    assertThat(log).contains("elapsed");
  }

  /** Of this test's class path, what the launcher would give to a command without Flink. */
  private static String classPath() {
    String separators = Pattern.quote(File.pathSeparator);
    return Pattern.compile(separators)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> CORE.stream().anyMatch(part -> entry.contains(part)))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
