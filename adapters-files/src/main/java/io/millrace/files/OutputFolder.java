package io.millrace.files;

import io.millrace.application.wire.ResultWriter;
import io.millrace.domain.result.ResultType;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A folder for one file of each result: {@code <result>.ndjson}. */
public final class OutputFolder {
  private final Path folder;
  private final boolean scores;
  private final boolean signals;
  private final boolean failedLogins;

  private OutputFolder(Path folder, boolean scores, boolean signals, boolean failedLogins) {
    this.folder = folder;
    this.scores = scores;
    this.signals = signals;
    this.failedLogins = failedLogins;
  }

  /**
   * Creates the folder, or takes one that holds no results yet.
   *
   * @param overwrite whether results that it holds may be replaced
   * @param scores whether there will be a file of scores
   */
  public static OutputFolder prepare(Path folder, boolean overwrite, boolean scores) {
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
    for (ResultType type : ResultType.values()) {
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
    return new OutputFolder(folder, scores, false, false);
  }

  /** The same, with a file of signals too if they are asked for. */
  public OutputFolder withSignals(boolean asked) {
    return new OutputFolder(folder, scores, asked, failedLogins);
  }

  /** The same, with a file of windows of failed logins too if the run makes them. */
  public OutputFolder withFailedLogins(boolean made) {
    return new OutputFolder(folder, scores, signals, made);
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** The results that get a file, empty or not. */
  public List<ResultType> types() {
    List<ResultType> types = new ArrayList<>(List.of(ResultType.values()));
    if (!scores) {
      types.remove(ResultType.SCORES);
    }
    if (!signals) {
      types.remove(ResultType.ALERT_SIGNALS);
    }
    if (!failedLogins) {
      types.remove(ResultType.FAILED_LOGIN_WINDOWS);
    }
    return types;
  }

  /** Removes what an earlier run left. */
  public void clear() throws IOException {
    for (ResultType type : ResultType.values()) {
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
    private final Map<ResultType, OutputStream> open = new EnumMap<>(ResultType.class);

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
