package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.History;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.OutputFolder;
import io.millrace.files.UsageException;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command over folders takes. */
final class FolderOptions {
  @Option(
      names = "--input",
      paramLabel = "DIR",
      required = true,
      description = {
        "Folder with <stream>.ndjson or <stream>.ndjson.gz files; any subset.",
        "For backfill also s3://BUCKET/PREFIX, and folders <stream>/ of many files."
      })
  private String input = ".";

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Folder for one <result>.ndjson file a result; created if it is not there.")
  private Path output = Path.of(".");

  @Option(names = "--overwrite", description = "Replace results that the output folder holds.")
  private boolean overwrite;

  @Option(names = "--scores", description = "Also write the score of every reading.")
  private boolean scores;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "JSON file with the numbers that differ from the defaults; see docs/policies.md.")
  private @Nullable Path policy;

  /** A folder with one file for each stream. */
  Path folder() {
    if (isInS3()) {
      throw new UsageException(
          "--input is \"" + input + "\": only backfill reads S3; name a folder");
    }
    return Path.of(input);
  }

  /** What the input holds, a folder or a place in S3, and how it is read. */
  Opened open(Catalogue catalogue, ShapeOptions shapes) throws IOException {
    if (isInS3()) {
      History history = S3Input.open(input, catalogue.streams());
      return new Opened(history, shapes.over(history, catalogue));
    }
    ShapeOptions.Input opened = shapes.over(Path.of(input), catalogue);
    return new Opened(opened.folder().history(), opened.wire());
  }

  /** An input, and how it is read. */
  record Opened(History history, JsonWireFormat wire) {}

  /** The input as the user has named it. */
  String inputName() {
    return input;
  }

  /** The files of the input folder that are read for something else than a stream. */
  List<String> besideInput(ShapeOptions shapes) {
    List<String> names = new ArrayList<>(besideInput(Path.of(input), policy));
    names.addAll(besideInput(Path.of(input), shapes.files()));
    return names;
  }

  /** Those of some files, if they are given, that lie in a folder. */
  static List<String> besideInput(Path folder, @Nullable Path... files) {
    Path inside = folder.toAbsolutePath().normalize();
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      Path given = file == null ? null : file.toAbsolutePath().normalize();
      if (given != null && inside.equals(given.getParent())) {
        names.add(String.valueOf(given.getFileName()));
      }
    }
    return names;
  }

  private boolean isInS3() {
    return input.startsWith("s3:");
  }

  OutputFolder output(Catalogue catalogue, Set<ResultType> types) {
    return OutputFolder.prepare(output, overwrite, types, catalogue.resultTypes());
  }

  /** What the files and options say of the decisions' numbers. */
  Policies policies(Catalogue catalogue) {
    return AnomalyPolicy.withScores(PolicyFile.read(catalogue, policy), scores);
  }
}
