package io.millrace.flink.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group that remembers what was registered, by its path with dots. */
final class RecordedMetrics extends UnregisteredMetricsGroup {
  private final Map<String, Metric> all;
  private final String path;

  RecordedMetrics() {
    this(new HashMap<>(), "");
  }

  private RecordedMetrics(Map<String, Metric> all, String path) {
    this.all = all;
    this.path = path;
  }

  Map<String, Metric> all() {
    return all;
  }

  /** What a counter or a gauge shows. */
  long value(String name) {
    Metric metric = all.get(name);
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    if (metric instanceof Gauge<?> gauge) {
      return (Long) gauge.getValue();
    }
    throw new AssertionError("no " + name + " in " + all.keySet());
  }

  @Override
  public Counter counter(String name) {
    Counter counter = super.counter(name);
    all.put(path + name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    all.put(path + name, gauge);
    return gauge;
  }

  @Override
  public <M extends Meter> M meter(String name, M meter) {
    all.put(path + name, meter);
    return meter;
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordedMetrics(all, path + name + ".");
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RecordedMetrics(all, path + key + "." + value + ".");
  }
}
