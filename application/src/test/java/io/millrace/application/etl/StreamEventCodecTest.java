package io.millrace.application.etl;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.codec.Buffer;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.Origin.PartitionRecord;
import io.millrace.domain.result.Origin.ShardRecord;
import io.millrace.domain.result.ReceivedRecord;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamEventCodecTest {
  private final StreamEventCodec codec = new StreamEventCodec();

  @Test
  void a_product_that_leaves_something_out_keeps_its_record_wherever_that_came_from()
      throws IOException {
    for (Origin origin :
        List.of(
            new FileLine("products/part-1", 70_000),
            new ShardRecord("shardId-1", "49"),
            new PartitionRecord(3, Long.MAX_VALUE))) {
      Product.Unchanged unchanged =
          new Product.Unchanged(
              false, true, new ReceivedRecord(new Bytes(new byte[] {'{', '}'}), origin));
      Product product = new Product("7", 5, "p", "Pot", null, unchanged);

      assertThat(read(codec.version(), written(product))).isEqualTo(product);
    }
  }

  private byte[] written(StreamEvent event) throws IOException {
    Buffer out = new Buffer();
    codec.write(event, out);
    return out.bytes();
  }

  private StreamEvent read(int version, byte[] bytes) throws IOException {
    DataInputStream in = Buffer.read(bytes);
    StreamEvent event = codec.read(version, in);
    assertThat(in.available()).isZero();
    return event;
  }
}
