package io.millrace.files;

import io.millrace.application.wire.ResultType;
import io.millrace.application.wire.ResultWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A folder for one file of each result: {@code <result>.ndjson}. */
public final class OutputFolder {
  private final Path folder;
  private final Set<ResultType> types;
  private final Set<ResultType> known;

  private OutputFolder(Path folder, Set<ResultType> types, Set<ResultType> known) {
    this.folder = folder;
    this.types = Collections.unmodifiableSet(types);
    this.known = Collections.unmodifiableSet(known);
  }

  /**
   * Creates the folder, or takes one that holds no results yet.
   *
   * @param overwrite whether results that it holds may be replaced
   * @param types the results that get a file, empty or not
   * @param known all results that an earlier run can have left
   */
  public static OutputFolder prepare(
      Path folder, boolean overwrite, Set<ResultType> types, Set<ResultType> known) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageException(
          "--output is \""
              + folder
              + "\", which cannot be made a folder: "
              + Reason.of(e)
              + "; name another");
    }
    for (ResultType type : known) {
      Path file = file(folder, type);
      if (OwnFile.exists(file) && !overwrite) {
        throw new UsageException(
            "--output \""
                + folder
                + "\" already holds "
                + file.getFileName()
                + ": name another folder, or allow --overwrite");
      }
    }
    return new OutputFolder(folder, types, known);
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** The results that get a file, empty or not. */
  public Set<ResultType> types() {
    return types;
  }

  /** Removes what an earlier run left. */
  public void clear() throws IOException {
    for (ResultType type : known) {
      Files.deleteIfExists(file(folder, type));
    }
  }

  /** Starts to write; the files get their names when all of them are complete. */
  public Writing write() throws IOException {
    return new Writing();
  }

  private static Path file(Path folder, ResultType type) {
    return folder.resolve(type.id() + ".ndjson");
  }

  /** The files while they are written. {@link #complete} makes them results. */
  public final class Writing implements ResultWriter, Closeable {
    private final Map<ResultType, OutputStream> open = new LinkedHashMap<>();

    private Writing() throws IOException {
      clear();
      for (ResultType type : types()) {
        open.put(type, new BufferedOutputStream(OwnFile.create(partial(type))));
      }
    }

    @Override
    public void write(ResultType type, byte[] lines, int length) throws IOException {
      OutputStream out = open.get(type);
      if (out == null) {
        throw new IllegalStateException("not asked for " + type);
      }
      synchronized (out) {
        out.write(lines, 0, length);
      }
    }

    /** Closes the files and gives them their names. */
    public void complete() throws IOException {
      for (Map.Entry<ResultType, OutputStream> entry : open.entrySet()) {
        entry.getValue().close();
      }
      for (ResultType type : open.keySet()) {
        Files.move(partial(type), file(folder, type), StandardCopyOption.REPLACE_EXISTING);
      }
    }

    /** Closes the files; what is not complete is removed. */
    @Override
    public void close() throws IOException {
      for (Map.Entry<ResultType, OutputStream> entry : open.entrySet()) {
        entry.getValue().close();
        Files.deleteIfExists(partial(entry.getKey()));
      }
    }

    private Path partial(ResultType type) {
      return folder.resolve("." + type.id() + ".ndjson.partial");
    }
  }
}
