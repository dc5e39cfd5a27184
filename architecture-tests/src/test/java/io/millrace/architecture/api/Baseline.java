package io.millrace.architecture.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The signatures of a release, stored with the tests. */
final class Baseline {
  static final Path FOLDER = Path.of("src/test/resources/api");
  private static final String SUFFIX = ".jar";

  private Baseline() {}

  static Path of(Version version) {
    return FOLDER.resolve(version + SUFFIX);
  }

  static Version version(Path jar) {
    String name = jar.getFileName().toString();
    return Version.of(name.substring(0, name.length() - SUFFIX.length()));
  }

  static List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
  }

  static Path latest() throws IOException {
    return stored().stream()
        .max(Comparator.comparing(Baseline::version))
        .orElseThrow(() -> new IllegalStateException("no release is stored in " + FOLDER));
  }
}
