package io.millrace.flink.sinks;

import io.millrace.application.wire.ResultType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a run: committed parts in the work folder, one folder a type, and whole results in
 * the output folder. Parts in progress and pending ones have hidden names and are never read.
 */
public final class ResultFiles {
  private static final int CHUNK = 1 << 16;

  private ResultFiles() {}

  /**
   * Puts the committed parts of each type together as {@code <type>.ndjson}, in no promised order.
   * A type without results gets an empty file.
   *
   * @return how many results each type has
   */
  public static Map<ResultType, Long> collect(Path work, Path output, Iterable<ResultType> types)
      throws IOException {
    Files.createDirectories(output);
    Map<ResultType, Long> counts = new LinkedHashMap<>();
    for (ResultType type : types) {
      Path target = output.resolve(type.id() + ".ndjson");
      counts.put(type, concatenate(parts(work.resolve(type.id())), target));
    }
    return counts;
  }

  /** The committed parts in a folder and the folders in it, in the order of their names. */
  public static List<Path> parts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  /** Deletes a folder and all that is in it. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found.sorted(Comparator.reverseOrder()).forEach(all::add);
    }
    for (Path one : all) {
      Files.delete(one);
    }
  }

  private static long concatenate(List<Path> parts, Path target) throws IOException {
    long lines = 0;
    byte[] chunk = new byte[CHUNK];
    Files.deleteIfExists(target); // a link that someone has put there is not written through
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(
                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      for (Path part : parts) {
        try (InputStream in = Files.newInputStream(part)) {
          for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            out.write(chunk, 0, read);
            lines += lineEnds(chunk, read);
          }
        }
      }
    }
    return lines;
  }

  private static int lineEnds(byte[] chunk, int length) {
    int lines = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == '\n') {
        lines++;
      }
    }
    return lines;
  }
}
