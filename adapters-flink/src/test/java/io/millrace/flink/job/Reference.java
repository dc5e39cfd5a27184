package io.millrace.flink.job;

import io.millrace.application.catalogue.AheadOfTime;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.gate.Gate;
import io.millrace.application.gate.RunSummary.DecisionCounts;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.replay.Replay;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Result;
import io.millrace.files.NdjsonReader;
import io.millrace.flink.TextFormat;
import io.millrace.flink.Traffic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The right answer: gates and replays, with no engine. */
public final class Reference {
  private final Map<Stream, List<StreamEvent>> events = new LinkedHashMap<>();
  private final Map<Stream, StreamCounts> streams = new LinkedHashMap<>();
  private final Map<String, DecisionCounts> decisions = new TreeMap<>();
  private final Map<ResultType, List<String>> results = new LinkedHashMap<>();

  public Reference(Map<Stream, List<String>> lines, Policies policies) throws IOException {
    this(Catalogue.installed(), lines, policies);
  }

  public Reference(Catalogue catalogue, Map<Stream, List<String>> lines, Policies policies)
      throws IOException {
    for (ResultType type : catalogue.results(Engine.MACHINE, policies, false)) {
      results.put(type, new ArrayList<>());
    }
    for (Map.Entry<Stream, List<String>> entry : lines.entrySet()) {
      read(entry.getKey(), entry.getValue(), policies);
    }
    for (Decision<?, ?, ?> decision : catalogue.decisions(policies)) {
      if (lines.keySet().stream().anyMatch(decision::reads)) {
        decide(decision);
      }
    }
    results.values().forEach(Collections::sort);
  }

  Map<Stream, StreamCounts> streams() {
    return streams;
  }

  Map<String, DecisionCounts> decisions() {
    return decisions;
  }

  /** The results of each type, sorted. */
  public Map<ResultType, List<String>> results() {
    return results;
  }

  private void read(Stream stream, List<String> lines, Policies policies) throws IOException {
    List<StreamEvent> onTime = new ArrayList<>();
    Gate gate =
        new Gate(
            stream,
            new SplitWatermark(policies.of(OutOfOrderness.SECTION).boundMs(stream)),
            policies.of(AheadOfTime.SECTION).maxJumpMs(),
            StreamCounts.NONE);
    Gate.Exits exits =
        new Gate.Exits() {
          @Override
          public void use(StreamEvent event) {
            onTime.add(event);
          }

          @Override
          public void keepAside(RawRecord record, Result reason) {
            keep(reason);
          }
        };
    ByteArrayInputStream text = new ByteArrayInputStream(Traffic.text(lines));
    try (NdjsonReader reader = new NdjsonReader(text, stream.id() + ".ndjson")) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        gate.pass(record, TextFormat.decode(stream, record), exits);
      }
    }
    gate.end(exits);
    events.put(stream, onTime);
    streams.put(stream, gate.counts());
  }

  private <S, E extends Event, O> void decide(Decision<S, E, O> decision) {
    Decision<?, ?, ?> merge = decision.merge();
    if (merge == null) {
      run(decision, result -> keep((Result) result));
    } else {
      merge(decision, merge);
    }
  }

  @SuppressWarnings("unchecked") // the first step decides on the events of the second
  private <S, E extends Event> void merge(Decision<?, ?, ?> decision, Decision<S, E, ?> merge) {
    Replay<S, E, ?> second =
        new Replay<>(merge.machine(), (Outbox<Object>) result -> keep((Result) result));
    run(decision, share -> second.add(Decision.GLOBAL_KEY, (E) share));
    second.finish();
    decisions.put(merge.name(), new DecisionCounts(second.used(), second.duplicates()));
  }

  private <S, E extends Event, O> void run(Decision<S, E, O> decision, Outbox<Object> out) {
    Replay<S, E, O> replay = new Replay<>(decision.machine(), out);
    for (Reads<E> reads : decision.reads()) {
      for (StreamEvent event : events.getOrDefault(reads.stream(), List.of())) {
        replay.add(reads.key().apply(event), reads.input().apply(event));
      }
    }
    replay.finish();
    decisions.put(decision.name(), new DecisionCounts(replay.used(), replay.duplicates()));
  }

  private void keep(Result result) {
    results.getOrDefault(ResultType.of(result), new ArrayList<>()).add(result.toString());
  }
}
