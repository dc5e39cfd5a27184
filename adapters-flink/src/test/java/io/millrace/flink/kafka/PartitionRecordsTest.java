package io.millrace.flink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.gate.Inbound;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Origin.PartitionRecord;
import io.millrace.flink.sources.SeveralTextsFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PartitionRecordsTest {
  @Test
  void all_that_stands_in_a_record_is_handed_on_at_once_with_its_offset() {
    PartitionRecords records =
        new PartitionRecords(Stream.LOGINS, 300_000, new SeveralTextsFormat(";"));
    records.open(new NothingToOffer());
    List<Inbound.Read> read = new ArrayList<>();

    records.deserialize(
        new ConsumerRecord<>("t", 2, 7, new byte[0], "a;b".getBytes(StandardCharsets.UTF_8)),
        new Collector<>() {
          @Override
          public void collect(Inbound inbound) {
            read.add((Inbound.Read) inbound);
          }

          @Override
          public void close() {}
        });

    assertThat(read)
        .extracting(one -> new String(one.record().bytes(), StandardCharsets.UTF_8))
        .containsExactly("a", "b");
    assertThat(read).extracting(Inbound.Read::split).containsOnly("t-2");
    assertThat(read)
        .extracting(one -> one.record().origin())
        .containsOnly(new PartitionRecord(2, 7));
  }

  private static final class NothingToOffer implements InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      throw new UnsupportedOperationException("nothing is measured here");
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException("nothing is loaded here");
    }
  }
}
