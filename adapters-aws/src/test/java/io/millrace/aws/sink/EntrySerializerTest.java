package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.result.ResultReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class EntrySerializerTest {
  /** The identifier, the count, and of each entry: size, attempts, type, length, JSON. */
  private static final String GOLDEN =
      "ffffffffffffffff" // Flink's identifier
          + "00000001"
          + "0000000000000012"
          + "00000003"
          + "00046c617465"
          + "00000011"
          + "7b2273747265616d223a226f2d6964227d";

  private final FirehoseSink.DeliveryStream target =
      new FirehoseSink.DeliveryStream(AwsAccess.STANDARD, "results");
  private final EntrySerializer serializer = new EntrySerializer();

  @Test
  void a_buffer_is_written_byte_for_byte_as_ever() throws IOException {
    byte[] json = "{\"stream\":\"o-id\"}".getBytes(StandardCharsets.UTF_8);
    Entry entry = Entry.of(ResultReader.read(ResultType.LATE, json), target, 3);
    BufferedRequestState<Entry> state =
        new BufferedRequestState<>(List.of(new RequestEntryWrapper<>(entry, entry.size())));

    assertThat(HexFormat.of().formatHex(serializer.serialize(state))).isEqualTo(GOLDEN);
    assertThat(serializer.getVersion()).isEqualTo(1);
  }

  @Test
  void a_buffer_of_version_1_can_be_read() throws IOException {
    RequestEntryWrapper<Entry> read =
        serializer
            .deserialize(1, HexFormat.of().parseHex(GOLDEN))
            .getBufferedRequestEntries()
            .get(0);
    Entry entry = read.getRequestEntry();

    assertThat(read.getSize()).isEqualTo(18);
    assertThat(entry.size()).isEqualTo(18);
    assertThat(entry.attempts()).isEqualTo(3);
    assertThat(entry.line().type()).isEqualTo(ResultType.LATE);
    assertThat(entry.line().key()).isEqualTo("o-id");
    assertThat(target.request(entry.line()).data().asUtf8String())
        .isEqualTo("{\"stream\":\"o-id\"}\n");
  }

  @Test
  void a_buffer_of_another_version_is_refused() {
    assertThatThrownBy(() -> serializer.deserialize(2, HexFormat.of().parseHex(GOLDEN)))
        .hasMessage("a buffer of version 2 of a sink that reads version 1");
  }
}
