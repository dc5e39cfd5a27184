package io.millrace.benchmarks.detection;

import io.millrace.application.catalogue.AheadOfTime;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.gate.Gate;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.replay.Replay;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Result;
import io.millrace.json.JsonWireFormat;
import io.millrace.traffic.Traffic;
import io.millrace.traffic.TrafficLabel;
import io.millrace.traffic.TrafficProfile;
import io.millrace.traffic.TrafficRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decision over generated traffic, as a backfill takes it: unreadable records and late events
 * are kept aside, copies dropped, and each series decided in the order of event time.
 */
final class TrafficTrial {
  /** By how much an alert may come after the end of what it is about. */
  static final long SLACK_MS = 60_000;

  private static final double WEEK_MS = 7 * 86_400_000.0;
  private static final int BETWEEN_WATERMARKS = 4096;

  /** What there was of a series. */
  private record Seen(long count, long firstMs, long lastMs) {
    Seen plus(Seen other) {
      return new Seen(
          count + other.count, Math.min(firstMs, other.firstMs), Math.max(lastMs, other.lastMs));
    }

    double seconds() {
      return (lastMs - firstMs) / 1000.0;
    }
  }

  private final List<Span> alerts = new ArrayList<>();
  private final List<Span> labels = new ArrayList<>();
  private final Map<String, Seen> series = new LinkedHashMap<>();
  private final EventDecoder decoder = new JsonWireFormat().decoder();
  private final Map<Stream, Gate> gates = new LinkedHashMap<>();
  private final Gate.Exits exits;
  private final Replay<?, Observation, Result> replay;
  private long records;

  private TrafficTrial(Policies policies) {
    this.replay =
        new Replay<>(new AnomalyDetection(policies.of(AnomalyPolicy.SECTION)), this::note);
    for (Stream stream : List.of(Stream.READINGS, Stream.REQUESTS)) {
      SplitWatermark watermark =
          new SplitWatermark(policies.of(OutOfOrderness.SECTION).boundMs(stream));
      long maxJumpMs = policies.of(AheadOfTime.SECTION).maxJumpMs();
      gates.put(stream, new Gate(stream, watermark, maxJumpMs, StreamCounts.NONE));
    }
    this.exits =
        new Gate.Exits() {
          @Override
          public void use(StreamEvent event) {
            observe(event);
          }

          @Override
          public void keepAside(RawRecord record, Result reason) {}
        };
  }

  /** Makes the traffic of a profile and decides all of it. */
  static TrafficTrial of(TrafficProfile profile, Policies policies) {
    TrafficTrial trial = new TrafficTrial(policies);
    Traffic traffic = new Traffic(profile, trial::note);
    while (traffic.hasNext()) {
      trial.take(traffic.next());
    }
    trial.gates.values().forEach(gate -> gate.end(trial.exits));
    trial.replay.finish();
    return trial;
  }

  /** How the latencies were judged, or the readings. */
  Evaluation evaluation(boolean latencies) {
    double ms =
        series.entrySet().stream()
            .filter(one -> isLatency(one.getKey()) == latencies)
            .mapToDouble(one -> 1000 * one.getValue().seconds())
            .sum();
    return Evaluation.of(
        alerts.stream().filter(alert -> isLatency(alert.series()) == latencies).toList(),
        labels.stream().filter(label -> isLatency(label.series()) == latencies).toList(),
        SLACK_MS,
        ms / WEEK_MS);
  }

  /** Values a minute of each series of latencies, or of readings, that has two. */
  List<Double> valuesAMinute(boolean latencies) {
    return series.entrySet().stream()
        .filter(one -> isLatency(one.getKey()) == latencies && one.getValue().seconds() > 0)
        .map(one -> 60 * one.getValue().count / one.getValue().seconds())
        .toList();
  }

  private void take(TrafficRecord traffic) {
    Gate gate = gates.get(traffic.stream());
    if (gate == null) {
      return;
    }
    RawRecord record = new RawRecord(traffic.json(), new Origin.FileLine("traffic", ++records));
    gate.pass(record, decoder.decode(traffic.stream(), record), exits);
    if (records % BETWEEN_WATERMARKS == 0) {
      replay.advanceTo(
          gates.values().stream().mapToLong(one -> one.watermark().ms()).min().orElseThrow());
    }
  }

  private void observe(StreamEvent event) {
    if (event instanceof Reading reading) {
      observe(reading.seriesId(), Observation.of(reading));
    } else if (event instanceof Request request) {
      observe(Observation.seriesOf(request), Observation.of(request));
    }
  }

  private void observe(String id, Observation observation) {
    long timeMs = observation.eventTimeMs();
    series.merge(id, new Seen(1, timeMs, timeMs), Seen::plus);
    replay.add(id, observation);
  }

  private void note(Result result) {
    if (result instanceof Alert alert) {
      alerts.add(Span.of(alert));
    }
  }

  private void note(TrafficLabel label) {
    if (label.kind() == TrafficLabel.Kind.OUTAGE) {
      String id = Observation.LATENCY_PREFIX + label.key();
      labels.add(new Span(id, label.startMs(), label.endMs()));
    } else if (label.kind() == TrafficLabel.Kind.SPIKE) {
      labels.add(new Span(label.key(), label.startMs(), label.endMs()));
    }
  }

  private static boolean isLatency(String id) {
    return id.startsWith(Observation.LATENCY_PREFIX);
  }
}
