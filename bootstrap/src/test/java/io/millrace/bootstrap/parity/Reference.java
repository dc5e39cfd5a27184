package io.millrace.bootstrap.parity;

import io.millrace.application.catalogue.AheadOfTime;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.gate.Gate;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.replay.Replay;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Result;
import io.millrace.files.FileSplit;
import io.millrace.files.InputFolder;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The right answer, obtained in the simplest way: read everything, then replay each decision over
 * the whole history at once, on one thread, with no watermark in between.
 */
public final class Reference {
  private final Map<ResultType, List<String>> lines = new LinkedHashMap<>();
  private final List<StreamEvent> events = new ArrayList<>();
  private final ResultEncoder encoder = new JsonWireFormat().encoder();

  private final Policies policies;

  private Reference(Policies policies) {
    this.policies = policies;
    Results.TYPES.forEach(type -> lines.put(type, new ArrayList<>()));
  }

  /** The sorted lines of every result of the streams in a folder. */
  public static Map<ResultType, List<String>> of(Path folder) throws IOException {
    return of(folder, Policies.DEFAULT, Engine.MACHINE);
  }

  /** The same by other policies, with what the engine makes beside. */
  static Map<ResultType, List<String>> of(Path folder, Policies policies, Engine engine)
      throws IOException {
    Reference reference = new Reference(policies);
    for (var file : InputFolder.open(folder, Catalogue.installed().streams()).files().entrySet()) {
      reference.read(new FileSplit(file.getKey(), file.getValue()));
    }
    Catalogue.installed()
        .decisions(engine, AnomalyPolicy.withScores(policies, true))
        .forEach(reference::decide);
    reference.lines.replaceAll((type, found) -> found.stream().sorted().toList());
    return reference.lines;
  }

  private void read(FileSplit split) throws IOException {
    EventDecoder decoder = new JsonWireFormat().decoder();
    long boundMs = policies.of(OutOfOrderness.SECTION).boundMs(split.stream());
    Gate gate =
        new Gate(
            split.stream(),
            new SplitWatermark(boundMs),
            policies.of(AheadOfTime.SECTION).maxJumpMs(),
            StreamCounts.NONE);
    Gate.Exits exits =
        new Gate.Exits() {
          @Override
          public void use(StreamEvent event) {
            events.add(event);
          }

          @Override
          public void keepAside(RawRecord record, Result reason) {
            write(reason);
          }
        };
    try (RecordReader records = split.open()) {
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        decoder.decodeAll(split.stream(), record, (one, decoded) -> gate.pass(one, decoded, exits));
      }
    }
    gate.end(exits);
  }

  private void decide(Decision<?, ?, ?> decision) {
    Decision<?, ?, ?> merge = decision.merge();
    if (merge == null) {
      replay(decision, result -> write((Result) result));
      return;
    }
    List<Object> shares = new ArrayList<>();
    replay(decision, shares::add);
    Replay<?, Event, ?> merging = replay(merge.machine(), result -> write((Result) result));
    shares.forEach(share -> merging.add(Decision.GLOBAL_KEY, (Event) share));
    merging.finish();
  }

  private void replay(Decision<?, ?, ?> decision, Consumer<Object> out) {
    Replay<?, Event, ?> replay = replay(decision.machine(), out);
    for (StreamEvent event : events) {
      for (Reads<?> reads : decision.reads()) {
        if (reads.stream().equals(event.stream())) {
          replay.add(reads.key().apply(event), reads.input().apply(event));
        }
      }
    }
    replay.finish();
  }

  @SuppressWarnings("unchecked")
  private static Replay<?, Event, ?> replay(StateMachine<?, ?, ?> machine, Consumer<Object> out) {
    return new Replay<>((StateMachine<Object, Event, Object>) machine, out::accept);
  }

  private void write(Result result) {
    List<String> found = lines.computeIfAbsent(ResultType.of(result), none -> new ArrayList<>());
    found.add(new String(encoder.encode(result), StandardCharsets.UTF_8));
  }
}
