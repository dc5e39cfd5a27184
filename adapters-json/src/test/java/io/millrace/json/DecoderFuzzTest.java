package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, the decoder answers with an event or a rejection. */
class DecoderFuzzTest {
  private static final int RECORDS = 1_200_000;
  private static final long SEED = Long.getLong("millrace.seed", 4711);

  private static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "{}",
          "[]",
          "[[[[",
          "\"\"",
          "-",
          "1e999999999",
          "-0",
          "0.00000000001",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "99999999999999999999999",
          "1E400",
          "\"2026-02-30T00:00:00Z\"",
          "\"event_id\":",
          ",",
          ":",
          "}",
          "{",
          "\"",
          "\\",
          "\n",
          "\r",
          "\ufeff",
          "\ud83d\ude00",
          "\"currency\":\"JPY\",",
          "\"amount\":1e-9,",
          "\"quantity\":-1,",
          "NaN",
          "latency:");

  private final Random random = new Random(SEED);
  private final EventDecoder decoder = new JsonWireFormat().decoder();
  private final ResultEncoder encoder = new JsonWireFormat().encoder();
  private final JsonFactory json = new JsonFactory();

  @Test
  void a_mutated_record_is_an_event_or_a_rejection() throws IOException {
    System.out.println("decoder fuzz of seed " + SEED);
    Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
    int events = 0;
    Stream[] streams = Stream.values();
    for (int i = 0; i < RECORDS; i++) {
      Stream stream = streams[random.nextInt(streams.length)];
      byte[] record = mutated(Samples.good(stream).getBytes(StandardCharsets.UTF_8));
      Either<Rejection, StreamEvent> decoded =
          decoder.decode(stream, new RawRecord(record, Samples.SOURCE));
      if (decoded.isRight()) {
        events++;
      } else {
        rejected.merge(decoded.getLeft().reason(), 1, Integer::sum);
        if (i % 16 == 0) {
          assertOneReadableLine(encoder.encode(decoded.getLeft()));
        }
      }
    }
    assertThat(events).isGreaterThan(RECORDS / 40);
    assertThat(rejected.keySet())
        .containsAll(
            Arrays.stream(Reason.values()).filter(r -> r != Reason.RECORD_TOO_LARGE).toList());
  }

  private byte[] mutated(byte[] good) {
    byte[] record = good;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      record = mutatedOnce(record);
    }
    return record;
  }

  private byte[] mutatedOnce(byte[] record) {
    if (record.length == 0) {
      return record;
    }
    int at = random.nextInt(record.length);
    int end = Math.min(record.length, at + random.nextInt(24));
    return switch (random.nextInt(6)) {
      case 0 -> withFlippedBit(record, at);
      case 1 -> Arrays.copyOf(record, at);
      case 2 -> spliced(record, at, end, new byte[0]);
      case 3 -> spliced(record, at, at, Arrays.copyOfRange(record, at, end));
      case 4 -> spliced(record, at, at, token());
      default -> replacedValue(record, at);
    };
  }

  private byte[] withFlippedBit(byte[] record, int at) {
    byte[] flipped = record.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  /** Replaces the value that follows the next colon. */
  private byte[] replacedValue(byte[] record, int from) {
    int colon = from;
    while (colon < record.length && record[colon] != ':') {
      colon++;
    }
    int end = colon;
    while (end < record.length && record[end] != ',' && record[end] != '}') {
      end++;
    }
    return colon == record.length ? record : spliced(record, colon + 1, end, token());
  }

  private byte[] token() {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] record, int from, int to, byte[] middle) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(record, 0, from);
    out.write(middle, 0, middle.length);
    if (to < record.length && to >= from) {
      out.write(record, to, record.length - to);
    }
    return out.toByteArray();
  }

  private void assertOneReadableLine(byte[] line) throws IOException {
    for (byte b : line) {
      if (b == '\n') {
        throw new AssertionError("two lines: " + new String(line, StandardCharsets.UTF_8));
      }
    }
    try (JsonParser in = json.createParser(line)) {
      while (in.nextToken() != null) {
        in.skipChildren();
      }
    }
  }
}
