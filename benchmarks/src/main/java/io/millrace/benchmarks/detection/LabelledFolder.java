package io.millrace.benchmarks.detection;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.millrace.benchmarks.detection.LabelledSeries.Window;
import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A folder of labelled series as NAB lays it out: {@code data/**.csv}, {@code
 * labels/combined_windows.json}, and perhaps {@code results}. The data may also stand in the folder
 * itself, and so may the labels.
 */
final class LabelledFolder {
  private static final String LABELS = "combined_windows.json";
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private final Path folder;
  private final Path data;

  private LabelledFolder(Path folder) {
    this.folder = folder;
    this.data = within(folder, "data");
  }

  static LabelledFolder of(Path folder) {
    return new LabelledFolder(folder);
  }

  /**
   * Every series that the labels name, in their order.
   *
   * @throws UsageException if a file is missing or not as it should be
   */
  List<LabelledSeries> series() {
    List<LabelledSeries> all = new ArrayList<>();
    for (Map.Entry<String, JsonElement> labels : json(labels()).entrySet()) {
      all.add(series(labels.getKey(), labels.getValue()));
    }
    if (all.isEmpty()) {
      throw new UsageException("\"" + labels() + "\" names no series");
    }
    return all;
  }

  /** The detectors whose scores the folder has, by name. */
  List<String> detectors() {
    Path results = folder.resolve("results");
    if (!Files.isDirectory(results)) {
      throw new UsageException("--published needs \"" + results + "\", which is no folder");
    }
    try (Stream<Path> folders = Files.list(results)) {
      return folders
          .filter(Files::isDirectory)
          .map(detector -> String.valueOf(detector.getFileName()))
          .sorted(String.CASE_INSENSITIVE_ORDER)
          .toList();
    } catch (IOException e) {
      throw unreadable(results, e);
    }
  }

  /** The scores that a detector gave to a series. */
  double[] scores(String detector, LabelledSeries series) {
    Path of = Path.of(series.name());
    Path file =
        folder
            .resolve("results")
            .resolve(detector)
            .resolve(of)
            .resolveSibling(detector + "_" + of.getFileName());
    double[] scores = numbers(file, column(file, "anomaly_score"));
    if (scores.length != series.length()) {
      throw new UsageException(
          "\"" + file + "\" has " + scores.length + " values, not " + series.length());
    }
    return scores;
  }

  /** The scores that were published, by detector and profile. */
  Map<String, Map<String, Double>> published() {
    return byDetector(
        folder.resolve("results").resolve("final_results.json"), JsonElement::getAsDouble);
  }

  /** The thresholds that they were reached with; none where the folder has no such file. */
  Map<String, Map<String, Double>> thresholds() {
    Path file = folder.resolve("config").resolve("thresholds.json");
    return Files.exists(file)
        ? byDetector(file, one -> one.getAsJsonObject().get("threshold").getAsDouble())
        : Map.of();
  }

  private static Map<String, Map<String, Double>> byDetector(
      Path file, ToDoubleFunction<JsonElement> number) {
    Map<String, Map<String, Double>> numbers = new HashMap<>();
    for (Map.Entry<String, JsonElement> detector : json(file).entrySet()) {
      Map<String, Double> ofProfiles = new HashMap<>();
      for (Map.Entry<String, JsonElement> profile :
          detector.getValue().getAsJsonObject().entrySet()) {
        ofProfiles.put(profile.getKey(), number.applyAsDouble(profile.getValue()));
      }
      numbers.put(detector.getKey(), ofProfiles);
    }
    return numbers;
  }

  private LabelledSeries series(String name, JsonElement labels) {
    Path file = data.resolve(name);
    List<Window> windows = new ArrayList<>();
    try {
      for (JsonElement window : labels.getAsJsonArray()) {
        String start = window.getAsJsonArray().get(0).getAsString();
        String end = window.getAsJsonArray().get(1).getAsString();
        windows.add(new Window(timeMs(start), timeMs(end)));
      }
    } catch (IllegalStateException | IndexOutOfBoundsException | DateTimeException e) {
      throw new UsageException("the windows of \"" + name + "\": " + e.getMessage());
    }
    double[] values = numbers(file, column(file, "value"));
    return new LabelledSeries(name, times(file), values, windows);
  }

  private static long[] times(Path file) {
    try {
      return column(file, "timestamp").stream().mapToLong(LabelledFolder::timeMs).toArray();
    } catch (DateTimeException e) {
      throw new UsageException("\"" + file + "\": " + e.getMessage());
    }
  }

  private static double[] numbers(Path file, List<String> column) {
    try {
      return column.stream().mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new UsageException("\"" + file + "\": " + e.getMessage());
    }
  }

  /** The cells of a column; no cell has quotes or commas. */
  private static List<String> column(Path file, String name) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    int column = lines.isEmpty() ? -1 : List.of(lines.get(0).split(",", -1)).indexOf(name);
    if (column < 0) {
      throw new UsageException("\"" + file + "\" has no column " + name);
    }
    List<String> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      if (row.length <= column) {
        throw new UsageException("\"" + file + "\" has the row \"" + line + "\"");
      }
      cells.add(row[column]);
    }
    return cells;
  }

  private static long timeMs(String text) {
    return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private Path labels() {
    Path file = within(folder, "labels").resolve(LABELS);
    return Files.exists(file) ? file : folder.resolve(LABELS);
  }

  private static Path within(Path folder, String name) {
    Path inside = folder.resolve(name);
    return Files.isDirectory(inside) ? inside : folder;
  }

  private static JsonObject json(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new UsageException("\"" + file + "\" is no JSON object: " + e.getMessage());
    }
  }

  private static UsageException unreadable(Path file, IOException e) {
    return new UsageException("\"" + file + "\" cannot be read: " + Reason.of(e));
  }
}
