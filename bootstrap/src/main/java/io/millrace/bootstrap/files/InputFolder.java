package io.millrace.bootstrap.files;

import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A folder with one file for each stream that it has: {@code <stream>.ndjson} or {@code .gz}. */
public final class InputFolder {
  private final Path folder;
  private final Map<Stream, Path> files;

  private InputFolder(Path folder, Map<Stream, Path> files) {
    this.folder = folder;
    this.files = files;
  }

  /** Looks for the files of all streams; other files are nobody's business. */
  public static InputFolder open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "--input is \"" + folder + "\", which is not a folder: name one that holds streams");
    }
    Map<Stream, Path> files = new EnumMap<>(Stream.class);
    for (Stream stream : Stream.values()) {
      Path plain = folder.resolve(stream.id() + ".ndjson");
      Path zipped = folder.resolve(stream.id() + ".ndjson.gz");
      if (Files.exists(plain) && Files.exists(zipped)) {
        throw new UsageException(
            "--input holds both " + plain + " and " + zipped + ": remove the one not to be read");
      }
      Path file = Files.exists(plain) ? plain : zipped;
      if (Files.exists(file)) {
        files.put(stream, requireReadable(file));
      }
    }
    if (files.isEmpty()) {
      throw new UsageException(
          "--input \"" + folder + "\" holds no stream: expected files like orders.ndjson");
    }
    return new InputFolder(folder, files);
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** The file of each stream that there is, in the order of the streams. */
  public Map<Stream, Path> files() {
    return files;
  }

  /**
   * How many bytes the files hold when they are not compressed. For gzip this is what its trailer
   * says, modulo 2^32: good enough for a forecast.
   */
  public long uncompressedBytes() throws IOException {
    long sum = 0;
    for (Path file : files.values()) {
      sum += isZipped(file) ? Math.max(Files.size(file), trailer(file)) : Files.size(file);
    }
    return sum;
  }

  static boolean isZipped(Path file) {
    return file.toString().endsWith(".gz");
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
      throw new UsageException("--input holds " + file + ", which cannot be read: " + e);
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
