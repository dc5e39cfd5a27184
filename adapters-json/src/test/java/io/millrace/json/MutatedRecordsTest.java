package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MutatedRecordsTest {
  private static final int RECORDS = Integer.getInteger("millrace.records", 1_200_000);

  /** They read at the same time, each with a decoder and a seed of its own. */
  private static final int READERS = 4;

  private static final JsonFactory DEEP =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(10_000).build())
          .build();

  @Test
  void every_record_is_an_event_or_a_rejection_whatever_was_read_before_it() {
    long seed = Long.getLong("millrace.seed", 20_261_123);
    System.out.println("MutatedRecordsTest: -Dmillrace.seed=" + seed);
    List<Reader> readers =
        LongStream.range(seed, seed + READERS).parallel().mapToObj(Reader::new).toList();
    EnumSet<Reason> rejected = EnumSet.noneOf(Reason.class);
    int accepted = 0;
    for (Reader reader : readers) {
      System.out.println(reader.accepted + " accepted, rejected " + reader.rejected);
      accepted += reader.accepted;
      rejected.addAll(reader.rejected.keySet());
    }
    assertThat(accepted).isGreaterThan(RECORDS / 20);
    EnumSet<Reason> others =
        EnumSet.of(Reason.RECORD_TOO_LARGE, Reason.AHEAD_OF_TIME, Reason.MALFORMED_LINE);
    assertThat(rejected).isEqualTo(EnumSet.complementOf(others));
  }

  private static byte[] mutated(byte[] valid, Random random) {
    Mutation[] mutations = Mutation.values();
    byte[] record = valid;
    for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
      record = mutations[random.nextInt(mutations.length)].apply(record, random);
    }
    return record;
  }

  /** By a decoder that has read nothing else. */
  private static Either<Rejection, StreamEvent> decodedAlone(Stream stream, byte[] bytes) {
    return new JsonWireFormat().decoder().decode(stream, new RawRecord(bytes, Records.ORIGIN));
  }

  private static void assertOneLine(byte[] line) throws IOException {
    for (byte b : line) {
      if (b == '\n' || b == '\r') {
        throw new IllegalStateException("more than one line");
      }
    }
    try (JsonParser parser = DEEP.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalStateException("not an object");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IllegalStateException("more than one value");
      }
    }
  }

  /** Reads its share of the records, one after the other. */
  private static final class Reader {
    private final EventDecoder decoder = new JsonWireFormat().decoder();
    private final ResultEncoder encoder = new JsonWireFormat().encoder();
    private final Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
    private int accepted;
    private int records;

    Reader(long seed) {
      Random random = new Random(seed);
      List<Stream> streams = Stream.BUILT_IN;
      for (int i = 0; i < RECORDS / READERS; i++) {
        Stream stream = streams.get(i % streams.size());
        byte[] record = mutated(Records.valid(stream).getBytes(StandardCharsets.UTF_8), random);
        try {
          check(stream, record);
        } catch (IOException | RuntimeException e) {
          throw new AssertionError(
              "seed %d, %s: %s".formatted(seed, stream, HexFormat.of().formatHex(record)), e);
        }
      }
    }

    private void check(Stream stream, byte[] bytes) throws IOException {
      Either<Rejection, StreamEvent> decoded =
          decoder.decode(stream, new RawRecord(bytes, Records.ORIGIN));
      if (++records % 8 == 0) {
        assertThat(decoded).isEqualTo(decodedAlone(stream, bytes));
      }
      if (decoded.isRight()) {
        accepted++;
        assertOneLine(encoder.encode(new LateEvent(stream, 0, 0, new Bytes(bytes))));
      } else {
        Rejection rejection = decoded.getLeft();
        rejected.merge(rejection.reason(), 1, Integer::sum);
        assertOneLine(encoder.encode(rejection));
      }
    }
  }
}
