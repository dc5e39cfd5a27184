package io.millrace.bootstrap.parity;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines of every result of a run, sorted. */
public final class Results {
  /** What every engine writes; signals depend on the order of arrival. */
  static final Set<ResultType> TYPES =
      Catalogue.installed().resultTypes().stream()
          .filter(type -> !type.equals(ResultType.ALERT_SIGNALS))
          .filter(type -> !type.equals(ResultType.FAILED_LOGIN_WINDOWS))
          .collect(Collectors.toSet());

  private Results() {}

  /** Reads the file of every result there is; scores too, and what one engine alone makes. */
  public static Map<ResultType, List<String>> in(Path folder) throws IOException {
    Map<ResultType, List<String>> results = new LinkedHashMap<>();
    for (ResultType type : TYPES) {
      Path file = folder.resolve(type.id() + ".ndjson");
      results.put(type, Files.readAllLines(file).stream().sorted().toList());
    }
    Path extra = folder.resolve(ResultType.FAILED_LOGIN_WINDOWS.id() + ".ndjson");
    if (Files.exists(extra)) {
      results.put(
          ResultType.FAILED_LOGIN_WINDOWS, Files.readAllLines(extra).stream().sorted().toList());
    }
    return results;
  }
}
