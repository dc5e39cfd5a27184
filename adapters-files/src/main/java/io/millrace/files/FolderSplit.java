package io.millrace.files;

import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RecordReader;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.CodePoints;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * All files of a stream's folder and of the folders in it, as one split, in the order of their
 * names. Sources of rejections name a file from the stream's folder on, with slashes.
 *
 * @param bytesRead counts the bytes read, as they are stored
 */
record FolderSplit(Stream stream, Path folder, LongAdder bytesRead) implements HistorySplit {
  @Override
  public RecordReader open() throws IOException {
    Iterator<FilePart> parts = files().iterator();
    return new PartsReader(() -> parts.hasNext() ? parts.next() : null);
  }

  /** How many bytes the files have. */
  long bytes() throws IOException {
    long sum = 0;
    for (FilePart part : files()) {
      sum += Files.size(part.file());
    }
    return sum;
  }

  private Collection<FilePart> files() throws IOException {
    TreeMap<String, FilePart> files = new TreeMap<>(CodePoints::compare);
    try (java.util.stream.Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      all.filter(Files::isRegularFile)
          .map(file -> new FilePart(nameOf(file), file, bytesRead))
          .forEach(part -> files.put(part.name(), part));
    } catch (UncheckedIOException e) {
      throw new IOException("cannot list " + folder + ": " + e.getMessage(), e);
    }
    return files.values();
  }

  private String nameOf(Path file) {
    return stream.id() + "/" + folder.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private record FilePart(String name, Path file, LongAdder bytesRead) implements Part {
    @Override
    public InputStream open() throws IOException {
      return Counted.open(file, bytesRead);
    }
  }
}
