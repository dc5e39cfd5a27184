package io.millrace.testkit;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.FieldType.WholeBounds;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a random record. */
final class RandomFields implements FieldReader {
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");
  private static final List<String> AMOUNTS = List.of("0.01", "1", "4.99", "5.00", "50", "1000.1");

  private final Iterator<Field> fields;
  private final Draw draw;

  RandomFields(Schema<?> schema, Draw draw) {
    this.fields = schema.fields().iterator();
    this.draw = draw;
  }

  @Override
  public String text() {
    Field field = fields.next();
    return field.is(Role.ID) ? draw.id() : draw.name(field.name());
  }

  @Override
  public @Nullable String textOrNull() {
    String text = text();
    return draw.isOneIn(4) ? null : text;
  }

  /** Never what drops the record. */
  @Override
  public boolean flag() {
    return !fields.next().is(Role.DROPS) && draw.isOneIn(4);
  }

  @Override
  public int integer() {
    WholeBounds bounds = ((FieldType.Integer32) fields.next().type()).bounds();
    return bounds.max() < 1000 ? draw.number(bounds.min(), bounds.max()) : draw.number(1, 5);
  }

  @Override
  public long whole() {
    fields.next();
    return draw.number(0, 1000);
  }

  @Override
  public long count() {
    return whole();
  }

  @Override
  public double real() {
    fields.next();
    return draw.isOneIn(12) ? draw.real(0, 1e6) : draw.real(0, 10);
  }

  @Override
  public long time() {
    fields.next();
    return draw.nowMs();
  }

  @Override
  public <W extends Enum<W>> W word(W[] values) {
    fields.next();
    return draw.oneOf(values);
  }

  @Override
  public BigDecimal decimal() {
    fields.next();
    return new BigDecimal(draw.<String>oneOf(AMOUNTS));
  }

  @Override
  public Currency currency() {
    fields.next();
    return Currency.of(draw.<String>oneOf(CURRENCIES));
  }

  @Override
  public Money money() {
    BigDecimal amount = decimal();
    return new Money(amount, currency());
  }

  @Override
  public List<String> texts() {
    Field field = fields.next();
    List<String> texts = new ArrayList<>();
    for (int left = draw.number(0, 3); left > 0; left--) {
      texts.add(draw.name(field.name()));
    }
    return texts;
  }

  @Override
  public <T> List<T> objects(Schema<T> schema) {
    fields.next();
    List<T> objects = new ArrayList<>();
    for (int left = draw.number(0, 3); left > 0; left--) {
      objects.add(draw.record(schema));
    }
    return objects;
  }
}
