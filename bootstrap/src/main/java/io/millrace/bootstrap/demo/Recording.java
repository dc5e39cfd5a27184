package io.millrace.bootstrap.demo;

import io.millrace.bootstrap.run.DemoJob;
import io.millrace.domain.event.Stream;
import io.millrace.files.OwnFile;
import io.millrace.traffic.TrafficRecord;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The traffic that there has been, one file a stream. What a run before has written stays, so that
 * a backfill of the folder decides the same as the demo did.
 */
final class Recording implements Closeable {
  private final Map<Stream, OutputStream> files = new LinkedHashMap<>();
  private final Map<Stream, Long> records = new LinkedHashMap<>();
  private final Path folder;

  private Recording(Path folder) {
    this.folder = folder;
  }

  static Recording open(Path folder, Collection<Stream> streams) throws IOException {
    Recording recording = new Recording(Files.createDirectories(folder));
    for (Stream stream : streams) {
      Path file = recording.file(stream);
      recording.records.put(stream, Files.exists(file) ? mended(file) : 0L);
      recording.files.put(stream, new BufferedOutputStream(OwnFile.append(file)));
    }
    return recording;
  }

  /** How many whole lines a file has; a broken one at its end is cut off. */
  private static long mended(Path file) throws IOException {
    long lines = 0;
    long end = 0;
    long at = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          at++;
          if (buffer[i] == '\n') {
            lines++;
            end = at;
          }
        }
      }
    }
    if (end < at) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        channel.truncate(end);
      }
    }
    return lines;
  }

  Set<Stream> streams() {
    return files.keySet();
  }

  Path folder() {
    return folder;
  }

  Path file(Stream stream) {
    return folder.resolve(stream.id() + ".ndjson");
  }

  /** Says that all records of a stream are there, so that who follows its file may end. */
  void end(Stream stream) throws IOException {
    Path mark = DemoJob.endMark(file(stream));
    if (!OwnFile.exists(mark)) {
      Files.createFile(mark);
    }
  }

  /** How many records of a stream there are. */
  long records(Stream stream) {
    return records.getOrDefault(stream, 0L);
  }

  void write(TrafficRecord record) throws IOException {
    OutputStream file = files.get(record.stream());
    if (file == null) {
      throw new IllegalStateException("no file for " + record.stream());
    }
    file.write(record.json());
    file.write('\n');
    records.merge(record.stream(), 1L, Long::sum);
  }

  /** Lets readers see what was written. */
  void flush() throws IOException {
    for (OutputStream file : files.values()) {
      file.flush();
    }
  }

  @Override
  public void close() throws IOException {
    for (OutputStream file : files.values()) {
      file.close();
    }
  }
}
