package io.millrace.json.mapping;

import io.millrace.domain.event.Stream;
import io.millrace.json.Nearest;
import io.millrace.json.yaml.InvalidFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How records of another shape become those of a stream. Travels with a job as the text of its
 * file, which is read anew where it arrives.
 */
public final class Mapping implements Serializable {
  private static final long serialVersionUID = 1;

  /** Those that come with the product. */
  public static final List<String> NAMES =
      List.of(
          "alb-access-log",
          "cloudtrail-console-login",
          "combined-access-log",
          "debezium-orders",
          "sshd-auth-log",
          "stripe-charges");

  /** In place of when a file was last written, where that is not known. */
  public static final long UNKNOWN_MS = Long.MIN_VALUE;

  private final String name;
  private final byte[] utf8;
  private final Stream stream;
  private final @Nullable String header;
  private final long latestMs;
  private transient @Nullable MappingSpec spec;

  private Mapping(String name, byte[] utf8, Stream stream, @Nullable String header, long latestMs) {
    this.name = name;
    this.utf8 = utf8;
    this.stream = stream;
    this.header = header;
    this.latestMs = latestMs;
  }

  /**
   * Reads a mapping.
   *
   * @param name names it in messages
   * @param streams those that it may be for
   * @throws InvalidFile with everything that is wrong with it
   */
  public static Mapping read(String name, byte[] utf8, Collection<Stream> streams) {
    MappingSpec spec = MappingFile.read(name, utf8, streams);
    Mapping mapping = new Mapping(name, utf8.clone(), spec.stream(), null, UNKNOWN_MS);
    mapping.spec = spec;
    return mapping;
  }

  /** Whether a name is that of a mapping that comes with the product. */
  public static boolean isNamed(String name) {
    return NAMES.contains(name);
  }

  /**
   * A mapping that comes with the product.
   *
   * @throws InvalidFile if there is none of the name
   */
  public static Mapping named(String name, Collection<Stream> streams) {
    if (!isNamed(name)) {
      String hint = Nearest.hint(name, NAMES);
      throw new InvalidFile("mapping " + name, List.of("there is none of this name" + hint));
    }
    return read(name, textOf(name), streams);
  }

  /** The file of a mapping that comes with the product, to be read or copied by people. */
  public static byte[] textOf(String name) {
    try (InputStream in = Mapping.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the mapping " + name + " is not in the product");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it is called in messages. */
  public String name() {
    return name;
  }

  /** The stream that the records become part of. */
  public Stream stream() {
    return stream;
  }

  /** Patterns of the names of the files that it is for, with {@code *} for any characters. */
  public List<String> files() {
    return spec().files();
  }

  /** Whether a file that it reads begins with the names of the columns. */
  public boolean hasHeader() {
    return spec().hasHeader();
  }

  /** The header of the file, where it is bound to one. */
  public @Nullable String header() {
    return header;
  }

  /** No time without a year is after it. */
  public long latestMs() {
    return latestMs;
  }

  /** What it lacks as long as it is not {@link #bound} to a file, in words, or null. */
  public @Nullable String lacks() {
    MappingSpec said = spec();
    if (said.hasHeader() && said.columns().isEmpty() && header == null) {
      return "takes its columns from the header of a file: list them in it as columns";
    }
    boolean needsYear =
        said.fields().stream()
            .flatMap(field -> field.time().stream())
            .anyMatch(TimeFormat::needsYear);
    return needsYear && latestMs == UNKNOWN_MS
        ? "reads times without a year, which it takes from when a file was last written: add year"
        : null;
  }

  /**
   * The same mapping, for one file.
   *
   * @param firstLine of the file; used if that is a header
   * @param lastModifiedMs when the file was last written: of times without a year the latest one
   *     counts that is not after it; or {@link #UNKNOWN_MS}
   * @throws InvalidFile if the header lacks columns that the mapping needs
   */
  public Mapping bound(String firstLine, long lastModifiedMs) {
    Mapping bound = new Mapping(name, utf8, stream, hasHeader() ? firstLine : null, lastModifiedMs);
    bound.columns();
    return bound;
  }

  /** The columns of CSV: those that are listed, or those in the header. */
  public List<String> columns() {
    MappingSpec said = spec();
    if (!said.columns().isEmpty() || header == null) {
      return said.columns();
    }
    List<String> columns = CsvLine.cells(header, said.separator());
    if (columns == null) {
      throw new InvalidFile(
          "mapping " + name, List.of("the file's first line is no CSV: " + header));
    }
    List<String> faults =
        java.util.stream.Stream.concat(
                said.fields().stream().flatMap(field -> field.paths().stream()),
                said.only().stream().map(Condition::path))
            .distinct()
            .filter(path -> !path.isPlace() && !columns.contains(path.text()))
            .map(
                path ->
                    "the file has no column \""
                        + path.text()
                        + "\""
                        + Nearest.hint(path.text(), columns))
            .toList();
    if (!faults.isEmpty()) {
      throw new InvalidFile("mapping " + name, faults);
    }
    return columns;
  }

  /** What it says. */
  public MappingSpec spec() {
    MappingSpec said = spec;
    if (said == null) {
      said = MappingFile.read(name, utf8, List.of(stream));
      spec = said;
    }
    return said;
  }

  @Override
  public String toString() {
    return name + " -> " + stream.id();
  }
}
