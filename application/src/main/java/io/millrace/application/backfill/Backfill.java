package io.millrace.application.backfill;

import io.millrace.application.catalogue.AheadOfTime;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.gate.EventTimes;
import io.millrace.application.gate.Gate;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.gate.RunSummary.DecisionCounts;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultType;
import io.millrace.application.wire.ResultWriter;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Makes all decisions over a bounded history.
 *
 * <pre>
 *   splits --read--> chunks --decode, P threads--> gate --route by key--> P workers --> results
 *                              (in order, the split that is furthest behind first)
 * </pre>
 *
 * <p>The split whose watermark is lowest is read first, so that what is held is what is open:
 * events within the out-of-orderness bound, the state of live keys, and a few chunks, whatever the
 * length of the history.
 */
public final class Backfill {
  /** Told now and then how far the reading has come. */
  public interface Progress {
    /** So many records, of so many uncompressed bytes, have been read. */
    void read(long records, long bytes);
  }

  private final List<Decision<?, ?, ?>> decisions;
  private final Policies policies;
  private final WireFormat wire;
  private final int threads;

  /**
   * A backfill.
   *
   * @param threads how many threads decode, and how many decide; at least 1
   */
  public Backfill(Catalogue catalogue, Policies policies, WireFormat wire, int threads) {
    this.decisions = catalogue.decisions(policies);
    this.policies = policies;
    this.wire = wire;
    this.threads = threads;
  }

  /**
   * Reads all splits to their end and writes every result.
   *
   * @throws FullHeapException if what has to be remembered does not fit on the heap
   */
  public RunSummary run(List<HistorySplit> splits, ResultWriter writer, Progress progress)
      throws IOException, InterruptedException {
    List<Worker> workers = new ArrayList<>();
    BackfillThreads beside = new BackfillThreads(threads);
    try {
      return run(splits, writer, progress, beside, workers);
    } catch (IOException | OutOfMemoryError | InterruptedException e) {
      if (beside.fullHeap() == null && !FullHeapException.isCauseOf(e)) {
        throw e;
      }
      long bytes = Runtime.getRuntime().maxMemory();
      throw new FullHeapException(bytes, HeapShares.of(decisions, workers), e);
    }
  }

  private RunSummary run(
      List<HistorySplit> splits,
      ResultWriter writer,
      Progress progress,
      BackfillThreads beside,
      List<Worker> workers)
      throws IOException, InterruptedException {
    try {
      Map<String, Merging> mergings = mergings(writer);
      workers.addAll(workers(writer, mergings));
      List<Future<Worker>> running = new ArrayList<>();
      workers.forEach(worker -> running.add(beside.deciding().submit(worker)));
      Router router = new Router(decisions, workers, running);
      ResultBuffers aside = new ResultBuffers(wire.encoder(), writer);
      List<Gate> gates = read(splits, beside.decoding(), router, exits(router, aside), progress);
      router.flush(Long.MAX_VALUE);
      for (Future<Worker> future : running) {
        join(future);
      }
      List<ResultBuffers> buffers = new ArrayList<>(List.of(aside));
      mergings.values().forEach(merging -> buffers.add(merging.results()));
      buffers.forEach(ResultBuffers::flush);
      workers.forEach(worker -> buffers.add(worker.results()));
      return summary(gates, workers, buffers);
    } finally {
      beside.stop();
    }
  }

  private Map<String, Merging> mergings(ResultWriter writer) {
    Map<String, Merging> mergings = new LinkedHashMap<>();
    for (Decision<?, ?, ?> decision : decisions) {
      Decision<?, ?, ?> merge = decision.merge();
      if (merge != null) {
        mergings.put(
            decision.name(),
            new Merging(merge, threads, new ResultBuffers(wire.encoder(), writer)));
      }
    }
    return mergings;
  }

  private List<Worker> workers(ResultWriter writer, Map<String, Merging> mergings) {
    List<Worker> workers = new ArrayList<>();
    for (int number = 0; number < threads; number++) {
      ResultBuffers results = new ResultBuffers(wire.encoder(), writer);
      List<DecisionShard> shards = new ArrayList<>();
      for (Decision<?, ?, ?> decision : decisions) {
        shards.add(
            new DecisionShard(decision, mergings.get(decision.name()), number, results::add));
      }
      workers.add(new Worker(shards, results));
    }
    return workers;
  }

  private List<Gate> read(
      List<HistorySplit> splits,
      ExecutorService decoding,
      Router router,
      Gate.Exits exits,
      Progress progress)
      throws IOException, InterruptedException {
    List<Gate> gates = new ArrayList<>();
    List<SplitReading> open = new ArrayList<>();
    try {
      for (HistorySplit split : splits) {
        SplitReading reading = open(split, decoding);
        open.add(reading);
        gates.add(reading.gate());
      }
      long records = 0;
      long bytes = 0;
      while (!open.isEmpty()) {
        SplitReading furthestBehind = furthestBehind(open);
        if (furthestBehind.hasNext()) {
          Chunk chunk = furthestBehind.next();
          pass(chunk, furthestBehind.gate(), exits);
          records += chunk.records().size();
          bytes += chunk.bytes();
          progress.read(records, bytes);
        } else {
          furthestBehind.gate().end(exits);
          furthestBehind.close();
          open.remove(furthestBehind);
        }
        router.flush(watermarkMs(open));
      }
      return gates;
    } finally {
      for (SplitReading reading : open) {
        reading.close();
      }
    }
  }

  private SplitReading open(HistorySplit split, ExecutorService decoding) throws IOException {
    Stream stream = split.stream();
    SplitWatermark watermark =
        new SplitWatermark(policies.of(OutOfOrderness.SECTION).boundMs(stream));
    Gate gate =
        new Gate(
            stream, watermark, policies.of(AheadOfTime.SECTION).maxJumpMs(), StreamCounts.NONE);
    ThreadLocal<EventDecoder> decoders = ThreadLocal.withInitial(wire::decoder);
    return new SplitReading(
        gate,
        split.open(),
        records -> decoding.submit(() -> Chunk.decode(stream, records, decoders.get())),
        threads + 1);
  }

  private static void pass(Chunk chunk, Gate gate, Gate.Exits exits) {
    List<RawRecord> records = chunk.records();
    for (int i = 0; i < records.size(); i++) {
      gate.pass(records.get(i), chunk.decoded().get(i), exits);
    }
  }

  private static Gate.Exits exits(Router router, ResultBuffers aside) {
    return new Gate.Exits() {
      @Override
      public void use(StreamEvent event) {
        router.route(event);
      }

      @Override
      public void keepAside(RawRecord record, Result reason) {
        aside.add(reason);
      }
    };
  }

  private static SplitReading furthestBehind(List<SplitReading> open) {
    SplitReading least = open.get(0);
    for (SplitReading reading : open) {
      if (reading.watermarkMs() < least.watermarkMs()) {
        least = reading;
      }
    }
    return least;
  }

  /** One millisecond short of the end while there is an end to come. */
  private static long watermarkMs(List<SplitReading> open) {
    return Math.min(
        Long.MAX_VALUE - 1,
        open.stream().mapToLong(SplitReading::watermarkMs).min().orElse(Long.MAX_VALUE - 1));
  }

  private static void join(Future<Worker> worker) throws IOException, InterruptedException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      throw new IOException("a worker failed: " + e.getCause(), e.getCause());
    }
  }

  private RunSummary summary(List<Gate> gates, List<Worker> workers, List<ResultBuffers> buffers) {
    Map<Stream, StreamCounts> streams = new LinkedHashMap<>();
    Map<Stream, EventTimes> times = new LinkedHashMap<>();
    for (Gate gate : gates) {
      streams.merge(gate.stream(), gate.counts(), StreamCounts::plus);
      times.merge(gate.stream(), gate.times(), EventTimes::plus);
    }
    Map<String, DecisionCounts> made = new LinkedHashMap<>();
    Map<ResultType, Long> results = new LinkedHashMap<>();
    for (Worker worker : workers) {
      for (int i = 0; i < decisions.size(); i++) {
        DecisionCounts counts = worker.shards().get(i).counts();
        made.merge(decisions.get(i).name(), counts, DecisionCounts::plus);
      }
    }
    for (ResultBuffers buffer : buffers) {
      buffer.counts().forEach((type, count) -> results.merge(type, count, Long::sum));
    }
    return new RunSummary(streams, times, made, results);
  }
}
