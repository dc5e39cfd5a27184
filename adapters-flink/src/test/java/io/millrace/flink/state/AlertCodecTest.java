package io.millrace.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Severity;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class AlertCodecTest {
  private static final Measure LONG = new Measure.Millis(-60_000);
  private static final Measure DEAR =
      new Measure.Amount(new Money(new BigDecimal("200.10"), Currency.of("EUR")));
  private static final Measure MANY = new Measure.Real(4.5);

  @Test
  void an_alert_is_read_as_it_was_written_whatever_it_measures() throws IOException {
    for (Measure observed : List.of(LONG, DEAR, MANY)) {
      for (Severity severity : Severity.values()) {
        Alert alert = alert(severity, observed);
        assertThat(written(CodecIds.ALERT, alert)).isEqualTo(alert);
      }
    }
  }

  @Test
  void a_signal_is_read_as_it_was_written_in_every_phase() throws IOException {
    for (AlertSignal signal :
        List.of(
            AlertSignal.raised(alert(Severity.HIGH, LONG)),
            AlertSignal.withdrawn("id"),
            AlertSignal.confirmed("id"))) {
      assertThat(written(CodecIds.ALERT_SIGNAL, signal)).isEqualTo(signal);
    }
  }

  @Test
  void a_measure_of_an_unknown_kind_is_refused() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    new CodecSerializer<Alert>(CodecIds.ALERT).serialize(alert(Severity.LOW, MANY), out);
    byte[] bytes = out.getCopyOfBuffer();
    bytes[bytes.length - 1 - "why".length() - 2 * 9] = 7;

    assertThatThrownBy(
            () ->
                new CodecSerializer<Alert>(CodecIds.ALERT)
                    .deserialize(new DataInputDeserializer(bytes)))
        .hasMessage("a measure of the unknown kind 7");
  }

  private static Alert alert(Severity severity, Measure observed) {
    return new Alert(
        "id",
        "rule",
        "1",
        "ключ",
        severity,
        2_000,
        1_000,
        List.of("a", "b"),
        observed,
        MANY,
        "why");
  }

  private static <T> T written(String codec, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    new CodecSerializer<T>(codec).serialize(value, out);
    return new CodecSerializer<T>(codec)
        .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
