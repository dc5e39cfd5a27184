package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.History;
import io.millrace.application.wire.HistorySplit;
import io.millrace.config.ShapeFiles;
import io.millrace.domain.event.Stream;
import io.millrace.files.InputFolder;
import io.millrace.files.UsageException;
import io.millrace.json.JsonWireFormat;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.yaml.InvalidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Streams that a file declares, and records of other shapes; see docs/mappings.md. */
final class ShapeOptions {
  @Option(
      names = "--streams",
      paramLabel = "FILE",
      description = {
        "YAML or JSON file that declares streams of your own, or classpath: and one in a JAR;",
        "may be given more than once. See docs/mappings.md."
      })
  private List<String> streams = new ArrayList<>();

  @Option(
      names = "--mapping",
      paramLabel = "NAME|FILE[=PATH]",
      description = {
        "How the records of a stream are read that exist in another shape: a file, classpath: and",
        "one in a JAR, or the name of a mapping that comes along. PATH is the file in the input folder; without it, the one",
        "that is called as the mapping says. May be given more than once."
      })
  private List<String> mappings = new ArrayList<>();

  private final ShapeFiles files = ShapeFiles.installed();

  /** A mapping as it was asked for, and which file is to be read through it, if that was said. */
  private record Asked(String option, Mapping mapping, @Nullable String path) {
    String name() {
      return "--mapping " + option;
    }
  }

  /** A folder to be read, and how. */
  record Input(InputFolder folder, JsonWireFormat wire) {}

  boolean isGiven() {
    return !streams.isEmpty() || !mappings.isEmpty();
  }

  /** The files that are named, be they in the input folder or not. */
  @Nullable Path[] files() {
    return java.util.stream.Stream.concat(
            streams.stream(), mappings.stream().map(ShapeOptions::nameOf))
        .map(ShapeFiles::local)
        .filter(Objects::nonNull)
        .toArray(Path[]::new);
  }

  /** The catalogue with the streams that are declared. */
  Catalogue with(Catalogue catalogue) {
    Catalogue all = catalogue;
    for (String name : streams) {
      try {
        all = files.declare(name, all);
      } catch (InvalidFile e) {
        throw new UsageException("--" + e.getMessage());
      }
    }
    return all;
  }

  /** The folder with the files that are mapped, each mapping bound to its file. */
  Input over(Path folder, Catalogue catalogue) throws IOException {
    List<Asked> asked = asked(catalogue);
    Map<Stream, Path> mapped = new LinkedHashMap<>();
    for (Asked each : asked) {
      String path = each.path;
      Path file = path == null ? fileFor(each, folder) : folder.resolve(path);
      if (path != null && !Files.exists(file)) {
        throw new UsageException(each.name() + " names " + file + ", which does not exist");
      }
      if (file != null) {
        mapped.put(each.mapping.stream(), file);
      } else if (Files.isDirectory(folder) && !hasOwnFile(each.mapping.stream(), folder)) {
        throw new UsageException(nothingToRead(each));
      }
    }
    InputFolder input = InputFolder.open(folder, catalogue.streams(), mapped);
    try (History history = input.history()) {
      return new Input(input, wire(asked, history, input));
    }
  }

  private static boolean hasOwnFile(Stream stream, Path folder) {
    return java.util.stream.Stream.of("", ".ndjson", ".ndjson.gz")
        .anyMatch(ending -> Files.exists(folder.resolve(stream.id() + ending)));
  }

  /** How the splits of a history that is in no folder are read. */
  JsonWireFormat over(History history, Catalogue catalogue) throws IOException {
    return wire(asked(catalogue), history, null);
  }

  private JsonWireFormat wire(List<Asked> asked, History history, @Nullable InputFolder folder)
      throws IOException {
    JsonWireFormat wire = new JsonWireFormat();
    for (Asked each : asked) {
      Stream stream = each.mapping.stream();
      HistorySplit split =
          history.splits().stream()
              .filter(one -> one.stream().equals(stream))
              .findFirst()
              .orElseThrow(() -> new UsageException(nothingToRead(each)));
      long lastMs = folder == null ? Mapping.UNKNOWN_MS : folder.lastModifiedMs(stream);
      wire = wire.with(bound(each, split, lastMs));
    }
    return wire;
  }

  private static String nothingToRead(Asked each) {
    List<String> files = new ArrayList<>(each.mapping.files());
    files.add(each.mapping.stream().id() + ".ndjson");
    return each.name()
        + " finds nothing to read: expected "
        + String.join(" or ", files)
        + ", or say which file by "
        + each.name()
        + "=PATH";
  }

  private static Mapping bound(Asked each, HistorySplit split, long lastMs) throws IOException {
    try {
      Mapping bound = ShapeFiles.bound(each.mapping, split, lastMs);
      String lacks = bound.lacks();
      if (lacks != null) {
        throw new UsageException(each.name() + " " + lacks);
      }
      return bound;
    } catch (InvalidFile e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  private List<Asked> asked(Catalogue catalogue) {
    Map<Stream, Asked> asked = new LinkedHashMap<>();
    for (String option : mappings) {
      String name = nameOf(option);
      String path = name.length() < option.length() ? option.substring(name.length() + 1) : null;
      Asked each = new Asked(name, mapping(name, catalogue), path);
      Asked other = asked.put(each.mapping.stream(), each);
      if (other != null) {
        throw new UsageException(
            other.name()
                + " and "
                + each.name()
                + " are both for stream "
                + each.mapping.stream().id()
                + ": leave one out");
      }
    }
    return List.copyOf(asked.values());
  }

  private static String nameOf(String option) {
    int at = option.indexOf('=');
    return at < 0 || Files.exists(Path.of(option)) ? option : option.substring(0, at);
  }

  private Mapping mapping(String name, Catalogue catalogue) {
    try {
      return files.mapping(name, catalogue.streams());
    } catch (InvalidFile e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  /** The one file that is called as the mapping says, or null if there is none. */
  private static @Nullable Path fileFor(Asked each, Path folder) throws IOException {
    List<Path> found = InputFolder.named(folder, each.mapping.files());
    if (found.size() > 1) {
      throw new UsageException(
          String.format(
              "%s finds both %s and %s: say which one by %s=%s",
              each.name(), found.get(0), found.get(1), each.name(), found.get(0).getFileName()));
    }
    return found.isEmpty() ? null : found.get(0);
  }
}
