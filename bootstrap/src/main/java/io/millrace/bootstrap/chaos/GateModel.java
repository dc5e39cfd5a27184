package io.millrace.bootstrap.chaos;

import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Origin.PartitionRecord;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import io.millrace.json.JsonWireFormat;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gate must make of what was written, partition by partition: which records are rejected,
 * with which offset; which events are late, by which watermark; and which count. It shares nothing
 * with the gate of the job but the decoder.
 */
final class GateModel {
  /** An event that counts. */
  @SuppressWarnings("ArrayRecordComponent") // identity is enough: they are never compared
  record Counted(long eventTimeMs, byte[] json) {}

  private final OutOfOrderness outOfOrderness = Policies.DEFAULT.of(OutOfOrderness.SECTION);
  private final EventDecoder decoder = new JsonWireFormat().decoder();
  private final ResultEncoder encoder = new JsonWireFormat().encoder();
  private final Map<Stream, List<Counted>> counted = new LinkedHashMap<>();
  private final Map<ResultType, List<Right>> aside = new LinkedHashMap<>();

  private GateModel() {
    aside.put(ResultType.REJECTIONS, new ArrayList<>());
    aside.put(ResultType.LATE, new ArrayList<>());
  }

  static GateModel of(WrittenRecords written) {
    GateModel model = new GateModel();
    for (Stream stream : ChaosTopics.streams()) {
      for (int partition = 0; partition < written.partitions(stream); partition++) {
        model.read(stream, partition, written.in(stream, partition));
      }
    }
    model.counted.values().forEach(one -> one.sort(Comparator.comparing(Counted::eventTimeMs)));
    return model;
  }

  /** The events of a stream that count, by time: in this order none of them is late. */
  List<Counted> counted(Stream stream) {
    return counted.getOrDefault(stream, List.of());
  }

  /** All rejections and late events. */
  Map<ResultType, List<Right>> aside() {
    return aside;
  }

  private void read(Stream stream, int partition, List<WrittenRecords.Entry> entries) {
    long boundMs = outOfOrderness.boundMs(stream);
    long watermarkMs = Long.MIN_VALUE;
    for (int offset = 0; offset < entries.size(); offset++) {
      WrittenRecords.Entry entry = entries.get(offset);
      watermarkMs = Math.max(watermarkMs, entry.decidedMs());
      Arrival arrival = entry.arrival();
      RawRecord record =
          new RawRecord(arrival.json(), new PartitionRecord(partition, offset), arrival.trace());
      Either<Rejection, StreamEvent> decoded = decoder.decode(stream, record);
      if (decoded.isLeft()) {
        keep(decoded.getLeft(), stream, partition, record);
        continue;
      }
      long timeMs = decoded.get().eventTimeMs();
      if (timeMs <= watermarkMs) {
        Bytes bytes = new Bytes(arrival.json());
        keep(new LateEvent(stream, timeMs, watermarkMs, bytes), stream, partition, record);
      } else {
        watermarkMs = Math.max(watermarkMs, timeMs - boundMs - 1);
        counted
            .computeIfAbsent(stream, none -> new ArrayList<>())
            .add(new Counted(timeMs, arrival.json()));
      }
    }
  }

  private void keep(Result result, Stream stream, int partition, RawRecord record) {
    String line = new String(encoder.encode(result), StandardCharsets.UTF_8);
    String header =
        record.trace() == null ? "" : Arrived.header(WrittenRecords.TRACE, record.trace());
    aside
        .computeIfAbsent(ResultType.of(result), none -> new ArrayList<>())
        .add(new Right(line + header, stream.id() + "-" + partition));
  }
}
