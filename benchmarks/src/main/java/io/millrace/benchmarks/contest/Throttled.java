package io.millrace.benchmarks.contest;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.flink.sources.RecordSource;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimitedSourceReader;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Records that are read no faster than a rate. */
record Throttled(RecordSource source, double ratePerSecond) implements RecordSource {
  @Override
  public Stream stream() {
    return source.stream();
  }

  @Override
  public int parallelism() {
    return source.parallelism();
  }

  @Override
  public Source<Inbound, ?, ?> open(WireFormat wire) {
    return new Slow<>(source.open(wire), ratePerSecond);
  }

  private record Slow<S extends SourceSplit, C>(Source<Inbound, S, C> fast, double ratePerSecond)
      implements Source<Inbound, S, C> {
    @Override
    public Boundedness getBoundedness() {
      return fast.getBoundedness();
    }

    @Override
    @SuppressWarnings("unchecked") // Flink makes limiters of no type
    public SourceReader<Inbound, S> createReader(SourceReaderContext context) throws Exception {
      return new RateLimitedSourceReader<>(
          fast.createReader(context),
          RateLimiterStrategy.perSecond(ratePerSecond).createRateLimiter(1));
    }

    @Override
    public SplitEnumerator<S, C> createEnumerator(SplitEnumeratorContext<S> context)
        throws Exception {
      return fast.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, C> restoreEnumerator(SplitEnumeratorContext<S> context, C checkpoint)
        throws Exception {
      return fast.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
      return fast.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
      return fast.getEnumeratorCheckpointSerializer();
    }
  }
}
