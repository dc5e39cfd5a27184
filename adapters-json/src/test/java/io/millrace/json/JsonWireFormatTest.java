package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonWireFormatTest {
  @Test
  void it_works_after_a_journey() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new JsonWireFormat());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      WireFormat format = (WireFormat) in.readObject();
      String json = Records.valid(Stream.LOGINS);
      assertThat(format.decoder().decode(Stream.LOGINS, Records.raw(json)).isRight()).isTrue();
      Bytes event = new Bytes("{}".getBytes(StandardCharsets.UTF_8));
      assertThat(format.encoder().encode(new LateEvent(Stream.LOGINS, 0, 0, event)))
          .asString(StandardCharsets.UTF_8)
          .endsWith("\"event\":{}}");
    }
  }
}
