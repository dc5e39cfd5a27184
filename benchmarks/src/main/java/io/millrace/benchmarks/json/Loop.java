package io.millrace.benchmarks.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The loop that one would write by hand, over any library. It asks that fields are there, trims
 * texts, and checks nothing else by itself: neither lengths nor ranges nor what a library lets
 * pass.
 */
final class Loop implements JsonReading, FieldReader {
  private static final int MOST_FIELDS = 31;

  /** The fields of a stream, and those that must be there as bits. */
  private record Shape(Names names, List<FieldType> types, int required) {
    static Shape of(Stream stream) {
      List<Field> fields = stream.schema().fields();
      int required = 0;
      for (int i = 0; i < fields.size(); i++) {
        required |= fields.get(i).isRequired() ? 1 << i : 0;
      }
      return new Shape(
          new Names(fields.stream().map(Field::name).toList()),
          fields.stream().map(Field::type).toList(),
          required);
    }
  }

  private final Map<Stream, Shape> shapes = new LinkedHashMap<>();
  private final Cursor cursor;
  private final @Nullable String[] texts = new @Nullable String[MOST_FIELDS];
  private final long[] wholes = new long[MOST_FIELDS];
  private final double[] reals = new double[MOST_FIELDS];
  private final BigDecimal[] exact = new BigDecimal[MOST_FIELDS];
  private Shape shape = new Shape(new Names(List.of()), List.of(), 0);
  private int at;

  Loop(Cursor cursor) {
    this.cursor = cursor;
    for (Stream stream : Stream.BUILT_IN) {
      shapes.put(stream, Shape.of(stream));
    }
  }

  @Override
  public StreamEvent read(Stream stream, RawRecord record) throws IOException {
    shape = Objects.requireNonNull(shapes.get(stream));
    Arrays.fill(texts, 0, shape.types.size(), null);
    Arrays.fill(wholes, 0, shape.types.size(), 0);
    cursor.open(record.bytes(), shape.names);
    int given = 0;
    int expected = 0;
    for (at = cursor.next(0); at != Cursor.END; at = cursor.next(expected)) {
      if (at == Cursor.UNKNOWN) {
        cursor.skip();
        continue;
      }
      expected = at + 1;
      if (!cursor.takeNull()) {
        given |= 1 << at;
        take(shape.types.get(at));
      }
    }
    cursor.close();
    if ((given & shape.required) != shape.required) {
      throw new Refused("a field is missing");
    }
    at = 0;
    return stream.isReference()
        ? new Product(record.origin().position(), text(), text(), textOrNull())
        : stream.schema().read(this);
  }

  private void take(FieldType type) throws IOException {
    if (type instanceof FieldType.Integer32) {
      wholes[at] = cursor.whole();
    } else if (type instanceof FieldType.Real) {
      reals[at] = cursor.real();
    } else if (type instanceof FieldType.Amount) {
      exact[at] = cursor.exact();
    } else if (type instanceof FieldType.Flag) {
      wholes[at] = cursor.flag() ? 1 : 0;
    } else if (type instanceof FieldType.Time) {
      wholes[at] = cursor.isText() ? timeOf(cursor.text()) : cursor.whole();
    } else {
      texts[at] = cursor.text().strip();
    }
  }

  @Override
  public String text() throws Refused {
    String text = textOrNull();
    if (text == null) {
      throw new Refused("a text is missing");
    }
    return text;
  }

  @Override
  public @Nullable String textOrNull() {
    return texts[at++];
  }

  @Override
  public boolean flag() throws Refused {
    return shape.types.get(at) instanceof FieldType.TwoWords words
        ? text().equals(words.ofTrue())
        : wholes[at++] != 0;
  }

  @Override
  public <W extends Enum<W>> W word(W[] values) throws Refused {
    return Enum.valueOf(values[0].getDeclaringClass(), text().toUpperCase(Locale.ROOT));
  }

  @Override
  public int integer() {
    return (int) wholes[at++];
  }

  @Override
  public double real() {
    return reals[at++];
  }

  @Override
  public long time() {
    return wholes[at++];
  }

  @Override
  public Money money() throws Refused {
    BigDecimal amount = exact[at++];
    return new Money(amount, Currency.of(text().toUpperCase(Locale.ROOT)));
  }

  /** Hot: the usual form is read by hand, as in our decoder. */
  private static long timeOf(String text) {
    int length = text.length();
    if ((length != 20 && length != 24) || text.charAt(length - 1) != 'Z') {
      return Instant.parse(text).toEpochMilli();
    }
    return UtcTime.epochMs(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        number(text, 17, 19),
        length == 20 ? 0 : number(text, 20, 23));
  }

  private static int number(String text, int from, int end) {
    int value = 0;
    for (int i = from; i < end; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }
}
