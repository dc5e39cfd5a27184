package io.millrace.flink.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The complete checkpoints in a folder. */
final class Checkpoints {
  private Checkpoints() {}

  /** The number of the latest; 0 if there is none. */
  static long latest(Path folder) {
    return find(folder).map(Checkpoints::number).orElse(0L);
  }

  /** The path of the latest. */
  static Path latestPath(Path folder) {
    return find(folder).orElseThrow();
  }

  private static Optional<Path> find(Path folder) {
    try (Stream<Path> jobs = Files.list(folder)) {
      return jobs.flatMap(Checkpoints::complete).max(Comparator.comparing(Checkpoints::number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> complete(Path job) {
    String[] names = job.toFile().list((folder, name) -> name.startsWith("chk-"));
    return Stream.of(names == null ? new String[0] : names)
        .map(job::resolve)
        .filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")));
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }
}
