package io.millrace.bootstrap.chaos;

import io.millrace.broker.TopicWriter;
import io.millrace.domain.event.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Writes records, and keeps what each partition has, in its order. */
final class WrittenRecords implements AutoCloseable {
  static final String TRACE = "traceparent";

  /** Nothing has been decided yet that an event could be behind. */
  static final long NOTHING = Long.MIN_VALUE;

  /**
   * A record of a partition; its offset is its place.
   *
   * @param decidedMs the watermark by which decisions have been made when it is read, where its
   *     partition is known to have been left behind; else {@link #NOTHING}
   */
  record Entry(Arrival arrival, long decidedMs) {}

  private final ChaosTopics topics;
  private final TopicWriter writer;
  private final Map<Stream, List<List<Entry>>> partitions = new LinkedHashMap<>();
  private long records;
  private long clockMs = Long.MIN_VALUE;

  WrittenRecords(ChaosTopics topics, TopicWriter writer) {
    this.topics = topics;
    this.writer = writer;
    ChaosTopics.streams().forEach(stream -> widen(stream, ChaosTopics.PARTITIONS));
  }

  /** From now on a stream has so many partitions. */
  void widen(Stream stream, int count) {
    List<List<Entry>> of = partitions.computeIfAbsent(stream, none -> new ArrayList<>());
    while (of.size() < count) {
      of.add(new ArrayList<>());
    }
  }

  void put(Arrival arrival, int partition) {
    put(arrival, partition, NOTHING);
  }

  void put(Arrival arrival, int partition, long decidedMs) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topics.of(arrival.stream()), partition, null, arrival.json());
    if (arrival.trace() != null) {
      byte[] trace = arrival.trace().getBytes(StandardCharsets.US_ASCII);
      record.headers().add(new RecordHeader(TRACE, trace));
    }
    writer.put(record);
    of(arrival.stream()).get(partition).add(new Entry(arrival, decidedMs));
    records++;
    clockMs = Math.max(clockMs, arrival.arrivesMs());
  }

  /** Waits until all is stored. */
  void flush() {
    writer.flush();
  }

  int partitions(Stream stream) {
    return of(stream).size();
  }

  /** What a partition has. */
  List<Entry> in(Stream stream, int partition) {
    return Collections.unmodifiableList(of(stream).get(partition));
  }

  /** How many records there are in all. */
  long records() {
    return records;
  }

  /** When the last one arrived, in event time: none has a later time of its own. */
  long clockMs() {
    return clockMs;
  }

  private List<List<Entry>> of(Stream stream) {
    return Objects.requireNonNull(partitions.get(stream));
  }

  @Override
  public void close() {
    writer.close();
  }
}
