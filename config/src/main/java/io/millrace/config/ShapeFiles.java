package io.millrace.config;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.DeclaredStreams;
import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.domain.event.Stream;
import io.millrace.files.Reason;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.streams.StreamFile;
import io.millrace.json.yaml.InvalidFile;
import io.millrace.json.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that declare streams and mappings, by the names that people give them: a file of this
 * machine; {@code classpath:} and a file in a JAR; or, for a mapping, the name of one that comes
 * along.
 */
public final class ShapeFiles {
  private static final String IN_JAR = "classpath:";

  private final ClassLoader jars;
  private final boolean isOfThisMachine;

  private ShapeFiles(ClassLoader jars, boolean isOfThisMachine) {
    this.jars = jars;
    this.isOfThisMachine = isOfThisMachine;
  }

  /** Files of this machine, and in the JARs that this process runs. */
  public static ShapeFiles installed() {
    return new ShapeFiles(ShapeFiles.class.getClassLoader(), true);
  }

  /** Files in JARs alone, for a job that runs elsewhere. */
  public static ShapeFiles inJars(ClassLoader jars) {
    return new ShapeFiles(jars, false);
  }

  /**
   * A catalogue with the streams that a file declares.
   *
   * @throws InvalidFile with all that is wrong with the file
   */
  public Catalogue declare(String name, Catalogue catalogue) {
    byte[] utf8 = read("streams", name);
    List<Stream> declared = StreamFile.read(name, utf8, catalogue.streams());
    return catalogue.and(new DeclaredStreams(declared));
  }

  /**
   * A mapping to one of some streams.
   *
   * @throws InvalidFile with all that is wrong with it
   */
  public Mapping mapping(String name, Collection<Stream> streams) {
    boolean isFile = name.contains(".") || name.contains("/") || name.startsWith(IN_JAR);
    return isFile && !Mapping.isNamed(name)
        ? Mapping.read(name, read("mapping", name), streams)
        : Mapping.named(name, streams);
  }

  /**
   * A mapping for the records of a history.
   *
   * @param first of its splits: the header of all stands there
   * @param lastModifiedMs when the latest was written, or {@link Mapping#UNKNOWN_MS}
   * @throws InvalidFile if the header lacks columns that the mapping needs
   */
  public static Mapping bound(Mapping mapping, HistorySplit first, long lastModifiedMs)
      throws IOException {
    String header = "";
    if (mapping.hasHeader()) {
      try (RecordReader reader = first.open()) {
        RawRecord line = reader.next();
        header = line == null ? "" : new String(line.bytes(), StandardCharsets.UTF_8);
      }
    }
    return mapping.bound(header, lastModifiedMs);
  }

  /** The file of this machine that a name stands for, or null if it stands for none. */
  public static @Nullable Path local(String name) {
    return name.startsWith(IN_JAR) || Mapping.isNamed(name) ? null : Path.of(name);
  }

  private byte[] read(String what, String name) {
    String file = what + " " + name;
    if (!isOfThisMachine && !name.startsWith(IN_JAR)) {
      throw new InvalidFile(
          file, List.of("the service has no files: lay it into the JAR, and say " + IN_JAR));
    }
    try (InputStream in = open(name)) {
      if (in == null) {
        throw new InvalidFile(file, List.of("there is no such file in a JAR that is loaded"));
      }
      return in.readNBytes(YamlFile.MAX_BYTES + 1); // of which one is too many
    } catch (NoSuchFileException e) {
      throw new InvalidFile(file, List.of("there is no such file"));
    } catch (InvalidPathException e) {
      throw new InvalidFile(file, List.of("is no path: " + e.getReason()));
    } catch (IOException e) {
      throw new InvalidFile(file, List.of("cannot be read: " + Reason.of(e)));
    }
  }

  private @Nullable InputStream open(String name) throws IOException {
    return name.startsWith(IN_JAR)
        ? jars.getResourceAsStream(name.substring(IN_JAR.length()))
        : Files.newInputStream(Path.of(name));
  }
}
