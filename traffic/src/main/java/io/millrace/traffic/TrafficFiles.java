package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import io.millrace.files.OwnFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Writes synthetic traffic as {@code <stream>.ndjson}, and what is in it as labels. */
public final class TrafficFiles implements Closeable {
  /** The file of the labels, one {@link TrafficLabel#toJson} a line. */
  public static final String LABELS = "labels.ndjson";

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int PROGRESS_RECORDS = 65_536;

  private final List<OutputStream> open = new ArrayList<>();
  private final Map<Stream, OutputStream> files = new LinkedHashMap<>();
  private final Map<Stream, Long> counts = new LinkedHashMap<>();
  private final OutputStream labels;

  private TrafficFiles(Path folder) throws IOException {
    Files.createDirectories(folder);
    try {
      for (Stream stream : Stream.BUILT_IN) {
        files.put(stream, create(folder.resolve(stream.id() + ".ndjson")));
        counts.put(stream, 0L);
      }
      labels = create(folder.resolve(LABELS));
    } catch (IOException failure) {
      closeAfter(failure);
      throw failure;
    }
  }

  /**
   * Writes one file for each stream, the products and the labels; files of these names are
   * replaced.
   *
   * @param folder created if there is none
   * @param progress told how many stream records have been written, now and then and at the end
   * @return how many records each file holds; without the products they add up to the profile's
   *     events
   */
  public static Map<Stream, Long> write(TrafficProfile profile, Path folder, LongConsumer progress)
      throws IOException {
    try (TrafficFiles files = new TrafficFiles(folder)) {
      files.writeAll(profile, progress);
      return files.counts;
    } catch (UncheckedIOException wrapped) {
      throw wrapped.getCause();
    }
  }

  private void writeAll(TrafficProfile profile, LongConsumer progress) throws IOException {
    Traffic traffic = new Traffic(profile, this::writeLabel);
    long written = 0;
    while (traffic.hasNext()) {
      TrafficRecord record = traffic.next();
      writeRecord(record);
      if (!record.stream().isReference() && ++written % PROGRESS_RECORDS == 0) {
        progress.accept(written);
      }
    }
    progress.accept(written);
  }

  private void writeRecord(TrafficRecord record) throws IOException {
    OutputStream file = files.get(record.stream());
    if (file == null) {
      throw new IllegalStateException("no file for " + record.stream());
    }
    writeLine(file, record.json());
    counts.merge(record.stream(), 1L, Long::sum);
  }

  private void writeLabel(TrafficLabel label) {
    try {
      writeLine(labels, label.toJson());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void writeLine(OutputStream file, byte[] json) throws IOException {
    file.write(json);
    file.write('\n');
  }

  private OutputStream create(Path file) throws IOException {
    OutputStream created = new BufferedOutputStream(OwnFile.create(file), BUFFER_BYTES);
    open.add(created);
    return created;
  }

  private void closeAfter(IOException failure) {
    try {
      close();
    } catch (IOException another) {
      failure.addSuppressed(another);
    }
  }

  /** Closes every file, even if one of them cannot be; the first failure is thrown. */
  @Override
  public void close() throws IOException {
    List<IOException> failures = new ArrayList<>();
    for (OutputStream file : open) {
      try {
        file.close();
      } catch (IOException failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
