package io.millrace.bootstrap.chaos;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.wire.History;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must come of what was written: the gate's by its model, all else by a backfill. */
final class RightResults {
  static final Catalogue CATALOGUE = Catalogue.installed();
  static final Policies POLICIES = AnomalyPolicy.withScores(Policies.DEFAULT, true);

  private static final int LINE_FEED = '\n';

  private RightResults() {}

  /**
   * All of them, but signals; those of a lane in their order.
   *
   * @param folder new, for what the backfill reads and writes
   */
  static Map<ResultType, List<Right>> of(WrittenRecords written, List<byte[]> products, Path folder)
      throws IOException, InterruptedException {
    GateModel gate = GateModel.of(written);
    Path input = Files.createDirectories(folder.resolve("counted"));
    write(products, input.resolve(Stream.PRODUCTS.id() + ".ndjson"));
    for (Stream stream : ChaosTopics.streams()) {
      write(
          gate.counted(stream).stream().map(GateModel.Counted::json).toList(),
          input.resolve(stream.id() + ".ndjson"));
    }
    OutputFolder output =
        OutputFolder.prepare(
            folder.resolve("right"),
            false,
            CATALOGUE.results(Engine.MACHINE, POLICIES, false),
            CATALOGUE.resultTypes());
    backfill(input, output);
    Map<ResultType, List<Right>> right = new LinkedHashMap<>();
    for (ResultType type : output.types()) {
      List<String> lines = Files.readAllLines(output.path().resolve(type.id() + ".ndjson"));
      right.put(type, lines.stream().map(line -> new Right(line, lane(type, line))).toList());
    }
    gate.aside().forEach((type, kept) -> right.merge(type, kept, RightResults::onlyOne));
    return right;
  }

  private static List<Right> onlyOne(List<Right> ofBackfill, List<Right> ofGate) {
    if (!ofBackfill.isEmpty()) {
      throw new IllegalStateException("a backfill keeps aside what counts: " + ofBackfill.get(0));
    }
    return ofGate;
  }

  private static void backfill(Path input, OutputFolder output)
      throws IOException, InterruptedException {
    try (History history = InputFolder.open(input, CATALOGUE.streams()).history();
        OutputFolder.Writing writing = output.write()) {
      new Backfill(
              CATALOGUE, POLICIES, new JsonWireFormat(), Runtime.getRuntime().availableProcessors())
          .run(history.splits(), writing, (records, bytes) -> {});
      writing.complete();
    }
  }

  /** What is decided by one machine for one key is decided in order. */
  private static String lane(ResultType type, String line) {
    ResultLine result = Arrived.line(type, line);
    if (type.equals(ResultType.ALERTS)) {
      return decision(result.text("rule")) + " " + result.key();
    }
    return type.equals(ResultType.PRODUCT_REVENUE)
        ? result.key() + " " + result.text("currency")
        : result.key();
  }

  private static String decision(String rule) {
    return CATALOGUE.entries().stream()
        .filter(entry -> entry.alerts().stream().anyMatch(kind -> kind.rule().equals(rule)))
        .findFirst()
        .orElseThrow()
        .name();
  }

  static void write(List<byte[]> lines, Path path) throws IOException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path))) {
      for (byte[] line : lines) {
        file.write(line);
        file.write(LINE_FEED);
      }
    }
  }
}
