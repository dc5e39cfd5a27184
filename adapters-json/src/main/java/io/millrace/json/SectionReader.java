package io.millrace.json;

import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.FieldValues;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one section of policies: what is given, and what is usual where nothing is. Collects what
 * is wrong with it.
 */
final class SectionReader<P extends Serializable> implements FieldReader {
  private final PolicySection<P> section;
  private final List<Field> fields;
  private final Map<String, Object> given;
  private final List<String> faults;
  private final List<@Nullable Object> usual;
  private int next;

  /** Takes the given fields apart; those that are known are removed from the map. */
  SectionReader(PolicySection<P> section, Map<String, Object> given, List<String> faults) {
    this.section = section;
    this.fields = section.schema().fields();
    this.given = given;
    this.faults = faults;
    this.usual = FieldValues.of(section.schema(), section.normal());
  }

  P read() {
    try {
      return section.schema().read(this);
    } catch (IOException e) {
      throw new UncheckedIOException("a map cannot fail to be read", e);
    }
  }

  void refuseUnknown() {
    List<String> known = fields.stream().map(Field::name).toList();
    for (String field : given.keySet()) {
      faults.add(
          section.name()
              + "."
              + field
              + " is not a field of this policy"
              + Nearest.hint(field, known));
    }
  }

  @Override
  public String text() {
    String normal = usual(String.class);
    Object value = take();
    if (value == null) {
      return normal;
    }
    return value instanceof String text ? text : wrong(value, "a string", normal);
  }

  @Override
  public long whole() {
    return whole(usual(Long.class));
  }

  @Override
  public int integer() {
    int normal = usual(Integer.class);
    Object value = given.get(fields.get(next).name());
    long number = whole(normal);
    return number == (int) number ? (int) number : wrong(value, "a 32-bit number", normal);
  }

  private long whole(long normal) {
    Object value = take();
    if (value == null) {
      return normal;
    }
    try {
      return number(value).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return wrong(value, "a whole number", normal);
    }
  }

  @Override
  public BigDecimal decimal() {
    BigDecimal normal = usual(BigDecimal.class);
    Object value = take();
    if (value == null) {
      return normal;
    }
    try {
      BigDecimal number = number(value);
      boolean sane = number.precision() <= 18 && Math.abs((long) number.scale()) <= 18;
      return sane ? number : wrong(value, "a number of at most 18 digits", normal);
    } catch (NumberFormatException e) {
      return wrong(value, "a number", normal);
    }
  }

  @Override
  public <W extends Enum<W>> W word(W[] values) {
    List<String> spellings = ((FieldType.Words) fields.get(next).type()).spellings();
    W normal = usual(values[0].getDeclaringClass());
    Object value = take();
    if (value == null) {
      return normal;
    }
    int chosen = spellings.indexOf(String.valueOf(value));
    return chosen >= 0 ? values[chosen] : wrong(value, "one of " + spellings, normal);
  }

  private <T> T usual(Class<T> type) {
    return type.cast(Objects.requireNonNull(usual.get(next)));
  }

  private @Nullable Object take() {
    return given.remove(fields.get(next++).name());
  }

  /** A number may be written as a string, as money is. */
  private static BigDecimal number(Object value) {
    return value instanceof BigDecimal number ? number : new BigDecimal(String.valueOf(value));
  }

  private <T> T wrong(@Nullable Object value, String expected, T normal) {
    faults.add(
        section.name()
            + "."
            + fields.get(next - 1).name()
            + " is "
            + value
            + ", must be "
            + expected);
    return normal;
  }
}
