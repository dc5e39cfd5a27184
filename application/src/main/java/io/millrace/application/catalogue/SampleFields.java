package io.millrace.application.catalogue;

import io.millrace.domain.money.Currency;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Schema;
import java.math.BigDecimal;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Plain values that the fields of a schema allow. */
final class SampleFields implements FieldReader {
  private static final long TIME_MS = 1_600_000_000_000L;

  private final Iterator<Field> fields;

  SampleFields(Schema<?> schema) {
    fields = schema.fields().iterator();
  }

  @Override
  public String text() {
    FieldType type = fields.next().type();
    return type instanceof FieldType.Words words ? words.spellings().get(0) : "sample";
  }

  @Override
  public @Nullable String textOrNull() {
    return text();
  }

  @Override
  public boolean flag() {
    fields.next();
    return false;
  }

  @Override
  public int integer() {
    return fields.next().type() instanceof FieldType.Integer32 one
        ? Math.min(Math.max(1, one.bounds().min()), one.bounds().max())
        : 1;
  }

  @Override
  public long whole() {
    fields.next();
    return 1;
  }

  @Override
  public long count() {
    return whole();
  }

  @Override
  public double real() {
    return fields.next().type() instanceof FieldType.Real one
        ? Math.min(Math.max(1, one.min()), one.max())
        : 1;
  }

  @Override
  public long time() {
    fields.next();
    return TIME_MS;
  }

  @Override
  public <W extends Enum<W>> W word(W[] values) {
    fields.next();
    return values[0];
  }

  @Override
  public BigDecimal decimal() {
    fields.next();
    return BigDecimal.ONE;
  }

  @Override
  public Currency currency() {
    fields.next();
    return Currency.of("EUR");
  }
}
