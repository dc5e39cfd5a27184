package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.DeclaredStreams;
import io.millrace.application.wire.History;
import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.domain.event.Stream;
import io.millrace.files.InputFolder;
import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import io.millrace.json.JsonWireFormat;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.streams.StreamFile;
import io.millrace.json.yaml.InvalidFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Streams that a file declares, and records of other shapes; see docs/mappings.md. */
final class ShapeOptions {
  private static final long UNKNOWN_MS = Long.MIN_VALUE;

  @Option(
      names = "--streams",
      paramLabel = "FILE",
      description = {
        "YAML or JSON file that declares streams of your own; may be given more than once.",
        "See docs/mappings.md."
      })
  private List<Path> streams = new ArrayList<>();

  @Option(
      names = "--mapping",
      paramLabel = "NAME|FILE[=PATH]",
      description = {
        "How the records of a stream are read that exist in another shape: a file, or the name",
        "of a mapping that comes along. PATH is the file in the input folder; without it, the one",
        "that is called as the mapping says. May be given more than once."
      })
  private List<String> mappings = new ArrayList<>();

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
    List<Path> files = new ArrayList<>(streams);
    for (String mapping : mappings) {
      if (!Mapping.isNamed(nameOf(mapping))) {
        files.add(Path.of(nameOf(mapping)));
      }
    }
    return files.toArray(Path[]::new);
  }

  /** The catalogue with the streams that are declared. */
  Catalogue with(Catalogue catalogue) {
    Catalogue all = catalogue;
    for (Path file : streams) {
      byte[] utf8 = bytesOf("--streams", file);
      try {
        List<Stream> declared = StreamFile.read(file.toString(), utf8, all.streams());
        all = all.and(new DeclaredStreams(declared));
      } catch (InvalidFile e) {
        throw new UsageException(String.valueOf(e.getMessage()));
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
      long lastMs = folder == null ? UNKNOWN_MS : folder.lastModifiedMs(stream);
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
    String header = "";
    if (each.mapping.hasHeader()) {
      try (RecordReader reader = split.open()) {
        RawRecord first = reader.next();
        header = first == null ? "" : new String(first.bytes(), StandardCharsets.UTF_8);
      }
    }
    try {
      Mapping bound = each.mapping.bound(header, lastMs);
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

  private static Mapping mapping(String name, Catalogue catalogue) {
    boolean isFile = !Mapping.isNamed(name) && (name.contains(".") || name.contains("/"));
    try {
      return isFile
          ? Mapping.read(name, bytesOf("--mapping", Path.of(name)), catalogue.streams())
          : Mapping.named(name, catalogue.streams());
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

  private static byte[] bytesOf(String option, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UsageException(option + " is \"" + file + "\", which does not exist");
    } catch (IOException e) {
      throw new UsageException(
          option + " is \"" + file + "\", which cannot be read: " + Reason.of(e));
    }
  }
}
