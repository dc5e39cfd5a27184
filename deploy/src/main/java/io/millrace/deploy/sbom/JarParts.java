package io.millrace.deploy.sbom;

import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;

/**
 * The parts that a JAR was put together from, found by its contents. What merging makes anew
 * (licences, lists of services, the manifest) says nothing about where it comes from.
 */
final class JarParts {
  private static final String META = "META-INF/";
  private static final List<String> OWN_META = List.of(META + "versions/", META + "native/");

  private final Map<String, Long> unexplained;
  private final List<Path> parts = new ArrayList<>();

  private JarParts(Map<String, Long> contents) {
    this.unexplained = contents;
  }

  /**
   * The fewest of the candidates that explain every file in a JAR: name and checksum are theirs.
   *
   * @param candidates JARs; what is none is no part of one
   * @throws UsageException if they leave something unexplained
   */
  static List<Path> of(Path jar, Collection<Path> candidates) throws IOException {
    Map<String, Long> contents = contents(jar);
    List<Candidate> sorted = new ArrayList<>();
    for (Path candidate : candidates) {
      if (candidate.toString().endsWith(".jar")) {
        sorted.add(Candidate.of(candidate, contents));
      }
    }
    // what is there as a whole explains more than what has a copy of a few files
    sorted.sort(Comparator.comparingDouble(Candidate::share).reversed());
    JarParts found = new JarParts(contents);
    sorted.forEach(found::take);
    if (!found.unexplained.isEmpty()) {
      throw new UsageException(
          "\"%s\" holds %s and %d more that are of no known part: is it of another build?"
              .formatted(
                  jar,
                  found.unexplained.keySet().stream().sorted().findFirst().orElseThrow(),
                  found.unexplained.size() - 1));
    }
    return found.parts;
  }

  private void take(Candidate candidate) {
    if (unexplained.entrySet().removeAll(candidate.shared().entrySet())) {
      parts.add(candidate.file());
    }
  }

  /**
   * A file, and what of it is in the JAR.
   *
   * @param share from 0 to 1
   */
  private record Candidate(Path file, Map<String, Long> shared, double share) {
    static Candidate of(Path file, Map<String, Long> jar) throws IOException {
      Map<String, Long> own = contents(file);
      Map<String, Long> shared = new HashMap<>(own);
      shared
          .entrySet()
          .removeIf(entry -> !Objects.equals(jar.get(entry.getKey()), entry.getValue()));
      return new Candidate(file, shared, own.isEmpty() ? 0 : (double) shared.size() / own.size());
    }
  }

  /** Checksums by name. */
  private static Map<String, Long> contents(Path file) throws IOException {
    Map<String, Long> contents = new HashMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.stream()
          .filter(entry -> !entry.isDirectory() && isOwn(entry.getName()))
          .forEach(entry -> contents.put(entry.getName(), entry.getCrc()));
    }
    return contents;
  }

  private static boolean isOwn(String name) {
    return !name.endsWith("module-info.class")
        && (!name.startsWith(META) || OWN_META.stream().anyMatch(name::startsWith));
  }
}
