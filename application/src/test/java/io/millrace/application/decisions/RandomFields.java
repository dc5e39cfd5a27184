package io.millrace.application.decisions;

import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.FieldType.WholeBounds;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.util.Iterator;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a random record. Keys and what else is named has one of two names, the same in all
 * streams, so that decisions meet.
 */
final class RandomFields implements FieldReader {
  private static final String[] CURRENCIES = {" EUR", " USD", " JPY"};
  private static final int[] AMOUNTS = {1, 2, 3, 4, 5, 50, 200, 1000};

  private static final int[] FAR = {1, 10, 100, 1000, 10_000, 1_000_000};

  private final Schema<?> schema;
  private final String id;
  private final long timeMs;
  private final Iterator<Field> fields;
  private Random random;

  RandomFields(Schema<?> schema, String id, long timeMs, Random random) {
    this.schema = schema;
    this.id = id;
    this.timeMs = timeMs;
    this.random = random;
    fields = schema.fields().iterator();
  }

  @Override
  public String text() {
    Field field = fields.next();
    if (field.is(Role.ID)) {
      return id;
    }
    String text = field.name() + random.nextInt(2);
    if (schema.fields(Role.ID).isEmpty()) {
      random = new Random(31 * timeMs + text.hashCode()); // key and time tell which record it is
    }
    return text;
  }

  @Override
  public @Nullable String textOrNull() {
    String text = text();
    return random.nextInt(4) == 0 ? null : text;
  }

  /** Seldom true, as logins must fail several times in a row; never what drops the record. */
  @Override
  public boolean flag() {
    return !fields.next().is(Role.DROPS) && random.nextInt(6) == 0;
  }

  @Override
  public int integer() {
    WholeBounds bounds = ((FieldType.Integer32) fields.next().type()).bounds();
    return bounds.max() < 1000
        ? bounds.min() + random.nextInt(bounds.max() - bounds.min() + 1)
        : 1 + random.nextInt(5);
  }

  /** Once in a while far from the others. */
  @Override
  public double real() {
    fields.next();
    return random.nextInt(12) == 0
        ? 100 * FAR[random.nextInt(FAR.length)]
        : random.nextDouble() * 10;
  }

  @Override
  public long time() {
    fields.next();
    return timeMs;
  }

  @Override
  public <W extends Enum<W>> W word(W[] values) {
    fields.next();
    return values[random.nextInt(values.length)];
  }

  @Override
  public Money money() {
    fields.next();
    fields.next();
    return Given.money(
        AMOUNTS[random.nextInt(AMOUNTS.length)]
            + "."
            + random.nextInt(2)
            + CURRENCIES[random.nextInt(CURRENCIES.length)]);
  }
}
