package io.millrace.flink;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A wire format for tests: fields between bars in, records' own text out. */
public record TextFormat() implements WireFormat {
  /** What no text says, as those of stored savepoints do not. */
  private static final Map<Stream, Map<String, String>> UNSAID =
      Map.of(
          Stream.LOGINS,
          Map.of("ip_address", "::1"),
          Stream.PAYMENTS,
          Map.of("merchant_id", "m", "outcome", "true", "ip_address", "", "device_id", ""));

  @Override
  public EventDecoder decoder() {
    return TextFormat::decode;
  }

  @Override
  public ResultEncoder encoder() {
    return result -> result.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a field of a stream is said, or left out and the same everywhere. */
  static boolean says(Stream stream, Field field) {
    return !UNSAID.getOrDefault(stream, Map.of()).containsKey(field.name());
  }

  public static Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record) {
    String line = new String(record.bytes(), StandardCharsets.UTF_8);
    try {
      return Either.right(parse(stream, line.split("\\|", -1), record));
    } catch (IllegalArgumentException | NoSuchElementException | IndexOutOfBoundsException e) {
      return Either.left(
          new Rejection(
              stream,
              Rejection.Reason.MALFORMED_JSON,
              null,
              line,
              new Bytes(record.bytes()),
              record.origin()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reference data knows its place, which no field tells. */
  private static StreamEvent parse(Stream stream, String[] texts, RawRecord record)
      throws IOException {
    return stream.equals(Stream.PRODUCTS)
        ? new Product(
            record.origin().position(), texts[0], texts[1], texts[2].isEmpty() ? null : texts[2])
        : stream.schema().read(new Texts(stream, texts));
  }

  /** The fields of a record, between bars in the order of its schema. */
  private static final class Texts implements FieldReader {
    private final Map<String, String> unsaid;
    private final Iterator<Field> fields;
    private final Iterator<String> texts;

    private Texts(Stream stream, String[] texts) {
      unsaid = UNSAID.getOrDefault(stream, Map.of());
      fields = stream.schema().fields().iterator();
      this.texts = List.of(texts).iterator();
    }

    @Override
    public String text() {
      String said = unsaid.get(fields.next().name());
      return said == null ? texts.next() : said;
    }

    @Override
    public @Nullable String textOrNull() {
      String text = text();
      return text.isEmpty() ? null : text;
    }

    @Override
    public boolean flag() {
      return Boolean.parseBoolean(text());
    }

    @Override
    public int integer() {
      return Integer.parseInt(text());
    }

    @Override
    public double real() {
      return Double.parseDouble(text());
    }

    @Override
    public long time() {
      return Long.parseLong(text());
    }

    @Override
    public <W extends Enum<W>> W word(W[] values) {
      String word = text();
      return Arrays.stream(values).filter(one -> one.name().equals(word)).findFirst().orElseThrow();
    }

    @Override
    public Money money() {
      return new Money(new BigDecimal(text()), Currency.of(text()));
    }
  }
}
