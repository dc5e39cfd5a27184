package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Currency;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.schema.Contradiction;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The records of a stream as its schema says. */
final class SchemaFormat<E extends StreamEvent> extends EventFormat implements FieldReader {
  private final Schema<E> schema;
  private final JsonField[] fields;
  private int next;
  private @Nullable E event;

  SchemaFormat(Schema<E> schema) {
    this.schema = schema;
    fields = new JsonField[schema.fields().size()];
    for (int i = 0; i < fields.length; i++) {
      Field field = schema.fields().get(i);
      JsonField read = fieldOf(field);
      fields[i] = field.isRequired() ? required(read) : optional(read);
    }
  }

  /** What reads the values of a field. */
  static JsonField fieldOf(Field field) {
    String name = field.name();
    FieldType type = field.type();
    if (type instanceof FieldType.Text text) {
      return new TextField(name, text);
    } else if (type instanceof FieldType.Flag) {
      return new BooleanField(name);
    } else if (type instanceof FieldType.TwoWords two) {
      return WordField.<Boolean>exactly(name).word(two.ofTrue(), true).word(two.ofFalse(), false);
    } else if (type instanceof FieldType.Words words) {
      WordField<String> read =
          words.inAnyCase() ? WordField.inAnyCase(name) : WordField.exactly(name);
      words.spellings().forEach(word -> read.word(word, word));
      return read;
    } else if (type instanceof FieldType.Integer32 integer) {
      return new IntegerField(name, integer.bounds());
    } else if (type instanceof FieldType.Real real) {
      return new RealField(name, real);
    } else if (type instanceof FieldType.Amount amount) {
      return new AmountField(name, amount.mayBeNegative());
    } else if (type instanceof FieldType.Currency) {
      return new CurrencyField(name);
    } else if (type instanceof FieldType.Time) {
      return new TimeField(name);
    }
    throw new IllegalArgumentException("no record that comes in has a field like " + field);
  }

  /** Makes the event, and asks it. */
  @Override
  @Nullable Fault contradiction() throws IOException {
    next = 0;
    E made = schema.read(this);
    event = made;
    Contradiction found = schema.contradictionIn(made);
    return found == null
        ? null
        : new Fault(
            Reason.OUT_OF_RANGE,
            found.field(),
            String.format(
                Locale.ROOT,
                "%s is %s, must be %s",
                found.field(),
                found.value(),
                found.allowed()));
  }

  @Override
  StreamEvent event(RawRecord record) {
    return Objects.requireNonNull(event);
  }

  @Override
  public String text() {
    JsonField field = fields[next++];
    return field instanceof TextField text
        ? text.value()
        : String.valueOf(((WordField<?>) field).value());
  }

  @Override
  public @Nullable String textOrNull() {
    if (fields[next].isPresent()) {
      return text();
    }
    next++;
    return null;
  }

  @Override
  public <T> @Nullable T optional(Take<T> take) throws IOException {
    if (fields[next].isPresent()) {
      return take.from(this);
    }
    next++;
    return null;
  }

  @Override
  public boolean flag() {
    JsonField field = fields[next++];
    return field instanceof BooleanField flag
        ? flag.value()
        : ((WordField<?>) field).position() == 0;
  }

  @Override
  public int integer() {
    return ((IntegerField) fields[next++]).value();
  }

  @Override
  public double real() {
    return ((RealField) fields[next++]).value();
  }

  @Override
  public long time() {
    return ((TimeField) fields[next++]).value();
  }

  @Override
  public <W extends Enum<W>> W word(W[] values) {
    return values[((WordField<?>) fields[next++]).position()];
  }

  @Override
  public BigDecimal decimal() {
    return ((AmountField) fields[next++]).value();
  }

  @Override
  public Currency currency() {
    return ((CurrencyField) fields[next++]).value();
  }
}
