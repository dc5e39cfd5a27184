package io.millrace.bootstrap.demo;

import io.millrace.files.OwnFile;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** Where a demo keeps what it needs to go on, and what traffic that is. */
record DataFolder(Path path) {
  private static final Duration PAST = Duration.ofMinutes(30);
  private static final String FILE = "demo.properties";

  /** The folder, created if there is none. */
  static DataFolder open(Path path) {
    try {
      return new DataFolder(Files.createDirectories(path).toRealPath());
    } catch (IOException e) {
      throw new UsageException(
          "--data is \"" + path + "\", which is no folder and cannot become one: name another");
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /**
   * When its traffic starts: half an hour ago if it begins now. In milliseconds since the epoch.
   *
   * @throws UsageException if it holds other traffic than {@code traffic} says
   */
  long start(String traffic) throws IOException {
    Path file = resolve(FILE);
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        kept.load(in);
      }
      if (!traffic.equals(kept.getProperty("traffic"))) {
        throw new UsageException(
            "--data \"%s\" holds the traffic of %s, not of %s: ask for that, or name another folder"
                .formatted(path, kept.getProperty("traffic"), traffic));
      }
      return startOf(file, kept);
    }
    long start = System.currentTimeMillis() - PAST.toMillis();
    kept.setProperty("traffic", traffic);
    kept.setProperty("start", Long.toString(start));
    try (Writer out = new OutputStreamWriter(OwnFile.create(file), StandardCharsets.UTF_8)) {
      kept.store(out, "What a demo of this folder plays");
    }
    return start;
  }

  private static long startOf(Path file, Properties kept) {
    try {
      return Long.parseLong(kept.getProperty("start"));
    } catch (NumberFormatException e) {
      throw new UsageException(
          file + " should say start=milliseconds since 1970: use another --data folder");
    }
  }
}
