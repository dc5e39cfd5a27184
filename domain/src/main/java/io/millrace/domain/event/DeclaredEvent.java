package io.millrace.domain.event;

import io.millrace.domain.kernel.ContentHash;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.money.Currency;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event of a stream that is declared as data. A text, a word and an identifier are a {@link
 * String}, a flag is a {@link Boolean}, an integer an {@link Integer}, a number a {@link Double},
 * an amount a {@link BigDecimal}, a currency a {@link Currency}, a time a {@link Long}.
 */
public final class DeclaredEvent implements StreamEvent {
  private static final int LONGEST_ID = 256;

  private final Shape shape;
  private final @Nullable Object[] values;

  private DeclaredEvent(Shape shape, @Nullable Object[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Declares a stream.
   *
   * @param fields one of which has the role of the time, and at least one that of the key
   * @param id names of the fields that tell an event from all others, all of them required
   */
  public static Stream stream(String name, List<Field> fields, List<String> id) {
    return new Shape(name, fields, id).stream();
  }

  @Override
  public Stream stream() {
    return shape.stream();
  }

  @Override
  public long eventTimeMs() {
    return (Long) Objects.requireNonNull(values[shape.time]);
  }

  /** The fields of the id, joined by {@code |}; a hash of that if it is too long for an id. */
  @Override
  public String eventId() {
    String id = joined(shape.id);
    boolean isShort = id.length() <= LONGEST_ID || id.codePointCount(0, id.length()) <= LONGEST_ID;
    return isShort ? id : ContentHash.of(id);
  }

  /** The fields of the key, joined by {@code |}. */
  public String key() {
    return joined(shape.key);
  }

  @Override
  public boolean isDropped() {
    return shape.drops >= 0 && Boolean.TRUE.equals(values[shape.drops]);
  }

  /** The value of a field, or null if it is absent. */
  public @Nullable Object value(String field) {
    return values[shape.indexOf(field)];
  }

  private String joined(int[] indices) {
    if (indices.length == 1) {
      return text(indices[0]);
    }
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < indices.length; i++) {
      joined.append(i == 0 ? "" : "|").append(text(indices[i]));
    }
    return joined.toString();
  }

  private String text(int index) {
    Object value = Objects.requireNonNull(values[index]);
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    boolean isTime = shape.fields.get(index).type() instanceof FieldType.Time;
    return isTime ? UtcTime.format((Long) value) : value.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeclaredEvent that
        && stream().equals(that.stream())
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return stream().id() + Arrays.toString(values);
  }

  /** What the events of a stream have in common. Travels with a job, as part of its schema. */
  private static final class Shape
      implements Schema.ReadOff<DeclaredEvent>, Schema.Build<DeclaredEvent>, Serializable {
    private static final long serialVersionUID = 1;

    private final String name;
    private final List<Field> fields;
    private final int[] id;
    private final int[] key;
    private final int time;
    private final int drops;
    private transient @Nullable Stream stream;

    Shape(String name, List<Field> fields, List<String> id) {
      this.name = name;
      this.fields = List.copyOf(fields);
      this.id = id.stream().mapToInt(this::indexOf).toArray();
      key = withRole(Role.KEY);
      time = withRole(Role.TIME)[0];
      int[] dropping = withRole(Role.DROPS);
      drops = dropping.length == 0 ? -1 : dropping[0];
      if (key.length == 0 || id.isEmpty()) {
        throw new IllegalArgumentException("stream " + name + " has no key or no id");
      }
    }

    /** Two threads may make it, and make the same. */
    Stream stream() {
      Stream made = stream;
      if (made == null) {
        made = Stream.of(Schema.of(name, this, this, fields.toArray(Field[]::new)));
        stream = made;
      }
      return made;
    }

    int indexOf(String field) {
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).name().equals(field)) {
          return i;
        }
      }
      throw new IllegalArgumentException("stream " + name + " has no field " + field);
    }

    private int[] withRole(Role role) {
      return fields.stream()
          .filter(field -> field.is(role))
          .mapToInt(field -> indexOf(field.name()))
          .toArray();
    }

    @Override
    public DeclaredEvent apply(FieldReader in) throws IOException {
      @Nullable Object[] values = new @Nullable Object[fields.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = read(fields.get(i), in);
      }
      return new DeclaredEvent(this, values);
    }

    private static @Nullable Object read(Field field, FieldReader in) throws IOException {
      FieldType type = field.type();
      if (type instanceof FieldType.Flag) {
        return in.flag();
      } else if (isText(type)) {
        return field.isRequired() ? in.text() : in.textOrNull();
      }
      return field.isRequired()
          ? number(type, in)
          : in.<Object>optional(from -> number(type, from));
    }

    private static boolean isText(FieldType type) {
      return type instanceof FieldType.Text || type instanceof FieldType.Words;
    }

    private static Object number(FieldType type, FieldReader in) throws IOException {
      if (type instanceof FieldType.Integer32) {
        return in.integer();
      } else if (type instanceof FieldType.Real) {
        return in.real() + 0.0; // -0.0 becomes 0.0
      } else if (type instanceof FieldType.Amount) {
        return in.decimal();
      } else if (type instanceof FieldType.Currency) {
        return in.currency();
      } else if (type instanceof FieldType.Time) {
        return in.time();
      }
      throw new IllegalArgumentException("no event that is declared has a field of " + type);
    }

    @Override
    public void accept(DeclaredEvent event, FieldWriter out) throws IOException {
      for (int i = 0; i < fields.size(); i++) {
        Field field = fields.get(i);
        Object value = event.values[i];
        if (isText(field.type())) {
          String text = (String) value;
          if (field.isRequired()) {
            out.text(Objects.requireNonNull(text));
          } else {
            out.textOrNull(text);
          }
        } else if (field.isRequired() || field.type() instanceof FieldType.Flag) {
          write(Objects.requireNonNull(value), field.type(), out);
        } else {
          out.optional(value, (one, to) -> write(one, field.type(), to));
        }
      }
    }

    private static void write(Object value, FieldType type, FieldWriter out) throws IOException {
      if (value instanceof Boolean flag) {
        out.flag(flag);
      } else if (value instanceof Integer integer) {
        out.integer(integer);
      } else if (value instanceof Double real) {
        out.real(real);
      } else if (value instanceof BigDecimal decimal) {
        out.decimal(decimal);
      } else if (value instanceof Currency currency) {
        out.currency(currency);
      } else if (value instanceof Long time && type instanceof FieldType.Time) {
        out.time(time);
      } else {
        throw new IllegalStateException("not a value of " + type + ": " + value);
      }
    }
  }
}
