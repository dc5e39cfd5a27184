package io.millrace.flink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Origin.PartitionRecord;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordsAheadOfArrivalTest {
  private static final long AHEAD_MS = 300_000;
  private static final long ARRIVED_MS = 1_000_000_000;

  @ParameterizedTest
  @EnumSource(names = {"CREATE_TIME", "LOG_APPEND_TIME"})
  void an_event_ahead_of_its_record_s_timestamp_is_a_rejection(TimestampType type) {
    assertThat(read(ARRIVED_MS + AHEAD_MS, ARRIVED_MS, type).isRight()).isTrue();

    Rejection rejection = read(ARRIVED_MS + AHEAD_MS + 1, ARRIVED_MS, type).getLeft();
    assertThat(rejection.reason()).isEqualTo(Rejection.Reason.AHEAD_OF_TIME);
    assertThat(rejection.origin()).isEqualTo(new PartitionRecord(3, 42));
  }

  @Test
  void a_record_without_a_timestamp_is_not_judged() {
    assertThat(
            read(ARRIVED_MS, ConsumerRecord.NO_TIMESTAMP, TimestampType.NO_TIMESTAMP_TYPE)
                .isRight())
        .isTrue();
  }

  private static Either<Rejection, StreamEvent> read(
      long eventTimeMs, long timestampMs, TimestampType type) {
    PartitionRecords records = new PartitionRecords(Stream.READINGS, AHEAD_MS, new Times());
    records.open(new Nothing());
    List<Inbound> read = new ArrayList<>();
    records.deserialize(
        new ConsumerRecord<>(
            "readings",
            3,
            42,
            timestampMs,
            type,
            0,
            0,
            new byte[0],
            Long.toString(eventTimeMs).getBytes(UTF_8),
            new RecordHeaders(),
            Optional.empty()),
        new ListCollector<>(read));
    return ((Inbound.Read) read.get(0)).decoded();
  }

  /** The deserializer asks it for nothing. */
  private record Nothing() implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException();
    }
  }

  /** A record is a time. */
  private record Times() implements WireFormat {
    @Override
    public EventDecoder decoder() {
      return Times::decode;
    }

    @Override
    public ResultEncoder encoder() {
      throw new UnsupportedOperationException("nothing is written");
    }

    private static Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record) {
      return Either.right(new Reading("s", 1, Long.parseLong(new String(record.bytes(), UTF_8))));
    }
  }
}
