package io.millrace.files;

import io.millrace.application.wire.History;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A folder with one file for each stream that it has, {@code <stream>.ndjson} or {@code .gz}, or a
 * folder of files, {@code <stream>/}.
 */
public final class InputFolder {
  private final Path folder;
  private final Map<Stream, Path> paths;

  private InputFolder(Path folder, Map<Stream, Path> paths) {
    this.folder = folder;
    this.paths = paths;
  }

  /** Looks for the files of some streams. */
  public static InputFolder open(Path folder, List<Stream> streams) {
    return open(folder, streams, Map.of());
  }

  /**
   * Looks for the files of some streams.
   *
   * @param elsewhere those that are called otherwise, or lie elsewhere
   */
  public static InputFolder open(Path folder, List<Stream> streams, Map<Stream, Path> elsewhere) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "--input is \"" + folder + "\", which is not a folder: name one that holds streams");
    }
    Map<Stream, Path> paths = new LinkedHashMap<>();
    for (Stream stream : streams) {
      List<Path> found = pathsOf(stream, folder);
      Path other = elsewhere.get(stream);
      if (other != null && !found.contains(other)) {
        found.add(other);
      }
      if (found.size() > 1) {
        throw new UsageException(
            String.format(
                "--input holds both %s and %s: remove the one not to be read",
                found.get(0), found.get(1)));
      }
      for (Path path : found) {
        paths.put(stream, Files.isDirectory(path) ? path : requireReadable(path));
      }
    }
    if (paths.isEmpty()) {
      throw new UsageException(
          "--input \"" + folder + "\" holds no stream: expected files like orders.ndjson");
    }
    return new InputFolder(folder, paths);
  }

  /**
   * The file of each stream that there is, in the order of the streams.
   *
   * @throws UsageException if a stream is a folder of files
   */
  public Map<Stream, Path> files() {
    for (Path path : paths.values()) {
      if (Files.isDirectory(path)) {
        throw new UsageException(
            "--input holds " + path + ", a folder of files: only backfill reads many as one");
      }
    }
    return paths;
  }

  /** The files of a folder whose names are like one of some patterns, in order of their names. */
  public static List<Path> named(Path folder, List<String> patterns) throws IOException {
    List<Pattern> wanted =
        patterns.stream()
            .map(pattern -> Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E"))
            .toList();
    if (!Files.isDirectory(folder)) {
      return List.of(); // which is told when it is opened
    }
    try (java.util.stream.Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> wanted.stream().anyMatch(one -> one.matcher(nameOf(file)).matches()))
          .sorted()
          .toList();
    }
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** When the newest file of a stream that there is was last written. */
  public long lastModifiedMs(Stream stream) throws IOException {
    try (java.util.stream.Stream<Path> all =
        Files.walk(Objects.requireNonNull(paths.get(stream)), FileVisitOption.FOLLOW_LINKS)) {
      long last = Long.MIN_VALUE;
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        last = Math.max(last, Files.getLastModifiedTime(file).toMillis());
      }
      return last;
    }
  }

  /** All that there is, to be read. */
  public History history() throws IOException {
    return new FolderHistory(paths, unread());
  }

  /** The names of what else lies there, folders with a slash; hidden ones are left out. */
  private List<String> unread() throws IOException {
    try (java.util.stream.Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> !paths.containsValue(path))
          .map(path -> path.getFileName() + (Files.isDirectory(path) ? "/" : ""))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  /**
   * How many bytes the files hold when they are not compressed. For gzip this is what its trailer
   * says, modulo 2^32: good enough for a forecast.
   */
  public long uncompressedBytes() throws IOException {
    long sum = 0;
    for (Path file : paths.values()) {
      sum += isZipped(file) ? Math.max(Files.size(file), trailer(file)) : Files.size(file);
    }
    return sum;
  }

  static boolean isZipped(Path file) {
    return file.toString().endsWith(".gz");
  }

  private static List<Path> pathsOf(Stream stream, Path folder) {
    List<Path> paths = new ArrayList<>();
    Path many = folder.resolve(stream.id());
    if (Files.isDirectory(many)) {
      paths.add(many);
    }
    for (String ending : new String[] {".ndjson", ".ndjson.gz"}) {
      Path one = folder.resolve(stream.id() + ending);
      if (Files.exists(one)) {
        paths.add(one);
      }
    }
    return paths;
  }

  private static Path requireReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UsageException("--input holds " + file + ", which cannot be read as a file");
    }
    if (isZipped(file)) {
      requireGzip(file);
    }
    return file;
  }

  private static void requireGzip(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (in.read() != 0x1f || in.read() != 0x8b) {
        throw new UsageException("--input holds " + file + ", which is not in gzip format");
      }
    } catch (IOException e) {
      throw new UsageException("--input holds " + file + ", which cannot be read: " + Reason.of(e));
    }
  }

  private static long trailer(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() < 4) {
        return 0;
      }
      in.seek(in.length() - 4);
      return Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    }
  }
}
