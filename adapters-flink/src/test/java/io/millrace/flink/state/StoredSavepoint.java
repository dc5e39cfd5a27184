package io.millrace.flink.state;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.DecisionModule;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Detector;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.Traffic;
import io.millrace.flink.job.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A savepoint, the whole input of the job that it was taken of in the middle, and how many results
 * of each type had left by then: so what must come of it is known to whoever restores it. Stored as
 * one file.
 *
 * @param number from 1, in the order in which they were taken
 * @param metadata the savepoint: it is so small that its one file of metadata holds all of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredSavepoint(
    int number, byte[] metadata, Map<Stream, List<String>> input, Map<ResultType, Integer> before) {
  static final Path FOLDER = Path.of("src", "test", "resources", "savepoints");

  /** Until then anomalies were found by the z-score, and their ends were no results. */
  private static final int LAST_OF_Z_SCORE = 3;

  private static final String METADATA = "_metadata";
  private static final String INPUT = "input";
  private static final String BEFORE = "before";

  /** All that are stored, in the order of their numbers. */
  static List<Path> all() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.sorted(Comparator.comparing(StoredSavepoint::number)).toList();
    }
  }

  /** The number of the next. */
  static int next() throws IOException {
    return all().stream().mapToInt(StoredSavepoint::number).max().orElse(0) + 1;
  }

  void store() throws IOException {
    Files.createDirectories(FOLDER);
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(FOLDER.resolve(number + ".zip")))) {
      put(METADATA, metadata, zip);
      List<String> lines = new ArrayList<>();
      input.forEach((stream, of) -> of.forEach(line -> lines.add(stream.id() + "\t" + line)));
      put(INPUT, Traffic.text(lines), zip);
      List<String> counts = new ArrayList<>();
      before.forEach((type, count) -> counts.add(type.id() + "\t" + count));
      put(BEFORE, Traffic.text(counts), zip);
    }
  }

  static StoredSavepoint read(Path file) throws IOException {
    byte[] metadata = {};
    Map<Stream, List<String>> input = new LinkedHashMap<>();
    Map<ResultType, Integer> before = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readAllBytes();
        switch (entry.getName()) {
          case METADATA -> metadata = bytes;
          case INPUT ->
              lines(bytes)
                  .forEach(
                      line ->
                          input
                              .computeIfAbsent(
                                  Catalogue.installed().stream(line[0]).orElseThrow(),
                                  none -> new ArrayList<>())
                              .add(line[1]));
          default ->
              lines(bytes)
                  .forEach(
                      line ->
                          before.put(
                              Catalogue.installed().resultType(line[0]).orElseThrow(),
                              Integer.valueOf(line[1])));
        }
      }
    }
    return new StoredSavepoint(number(file), metadata, input, before);
  }

  /** The decisions that the job had which the savepoint was taken of. */
  Catalogue known(Catalogue all) {
    Set<String> names = new HashSet<>();
    all.entries().stream()
        .map(DecisionEntry::name)
        .filter(name -> has(CodecIds.keyState(name)))
        .forEach(names::add);
    return new Catalogue(List.of(new Known(all, names)));
  }

  private record Known(Catalogue all, Set<String> names) implements DecisionModule {
    @Override
    public List<DecisionEntry<?, ?, ?>> decisions() {
      List<DecisionEntry<?, ?, ?>> known = new ArrayList<>(all.entries());
      known.removeIf(entry -> !names.contains(entry.name()));
      return known;
    }
  }

  /** Whether it has a state that the codec of an id wrote; ids stand as {@code writeUTF} does. */
  boolean has(String id) {
    return new String(metadata, StandardCharsets.ISO_8859_1)
        .contains(new String(new char[] {0, (char) id.length()}) + id);
  }

  /** Those by which it was taken. */
  Policies policies() {
    return isOfZScore()
        ? SavepointJob.POLICIES.with(
            AnomalyPolicy.SECTION, AnomalyPolicy.DEFAULT.with(Detector.Z_SCORE))
        : SavepointJob.POLICIES;
  }

  /** Whether its job had results of a kind. */
  boolean knows(ResultType type) {
    return !type.equals(ResultType.INCIDENTS) || !isOfZScore();
  }

  private boolean isOfZScore() {
    return number <= LAST_OF_Z_SCORE;
  }

  /** What should come of the whole input, if these decisions are made. */
  Reference reference(Catalogue catalogue) throws IOException {
    return new Reference(catalogue, input, AnomalyPolicy.withScores(policies(), true));
  }

  /** Puts the savepoint where Flink can read it. */
  void unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(METADATA), metadata);
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().replace(".zip", ""));
  }

  private static List<String[]> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("\t", 2))
        .toList();
  }

  /** With a fixed time, so that the same content is the same file. */
  private static void put(String name, byte[] content, ZipOutputStream zip) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
