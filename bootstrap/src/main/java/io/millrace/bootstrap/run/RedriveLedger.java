package io.millrace.bootstrap.run;

import io.millrace.files.OwnFile;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that remembers what has been written, one name a line, so that a redrive can be
 * interrupted and done again. After a crash the last batch may be written twice, as everything may
 * be.
 */
final class RedriveLedger {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");

  private final @Nullable Path file;
  private final Set<String> names = new HashSet<>();

  private RedriveLedger(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Opens a ledger.
   *
   * @param file need not be there yet; null for one that is kept nowhere
   * @throws UsageException if the file is something else
   */
  static RedriveLedger open(@Nullable Path file) throws IOException {
    RedriveLedger ledger = new RedriveLedger(file);
    if (file != null && Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (!NAME.matcher(line).matches()) {
          throw new UsageException(
              "--done is \"" + file + "\", which is no list of what a redrive has written");
        }
        ledger.names.add(line);
      }
    }
    return ledger;
  }

  boolean has(String name) {
    return names.contains(name);
  }

  void add(List<String> written) throws IOException {
    names.addAll(written);
    if (file != null && !written.isEmpty()) {
      try (OutputStream out = OwnFile.append(file)) {
        out.write((String.join("\n", written) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
