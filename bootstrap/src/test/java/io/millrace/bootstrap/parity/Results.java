package io.millrace.bootstrap.parity;

import io.millrace.domain.result.ResultType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The lines of every result of a run, sorted. */
public final class Results {
  private Results() {}

  /** Reads the file of every result there is; scores too. */
  public static Map<ResultType, List<String>> in(Path folder) throws IOException {
    Map<ResultType, List<String>> results = new EnumMap<>(ResultType.class);
    for (ResultType type : ResultType.values()) {
      Path file = folder.resolve(type.id() + ".ndjson");
      results.put(type, Files.readAllLines(file).stream().sorted().toList());
    }
    return results;
  }
}
