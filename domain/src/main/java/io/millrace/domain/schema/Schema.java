package io.millrace.domain.schema;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a record. The order of the fields is the order in which the record is read off and
 * in which it is built again. It travels with a job, and so do the functions that it is made of.
 *
 * @param <R> the record
 */
public final class Schema<R> implements Serializable {
  private static final long serialVersionUID = 1;

  /** Hands the fields of a record on, all of them in order. */
  @FunctionalInterface
  public interface ReadOff<R> extends Serializable {
    /** Hands them on; fails as the writer fails. */
    void accept(R record, FieldWriter out) throws IOException;
  }

  /** Makes a record of its fields, all of them in order. */
  @FunctionalInterface
  public interface Build<R> extends Serializable {
    /** Makes it; fails as the reader fails. */
    R apply(FieldReader in) throws IOException;
  }

  /** Finds what the fields of a record say against each other. */
  @FunctionalInterface
  public interface Check<R> extends Serializable {
    /** What it finds, or null. */
    @Nullable Contradiction in(R record);
  }

  private final String name;
  private final List<Field> fields;
  private final ReadOff<R> readOff;
  private final Build<R> build;
  private final Check<R> contradiction;

  private Schema(
      String name, List<Field> fields, ReadOff<R> readOff, Build<R> build, Check<R> contradiction) {
    this.name = name;
    this.fields = fields;
    this.readOff = readOff;
    this.build = build;
    this.contradiction = contradiction;
  }

  /**
   * Declares a record.
   *
   * @param name of the stream, the result or the part of a state
   * @param readOff hands the record's fields on, all of them in order
   * @param build makes the record of its fields, all of them in order
   */
  public static <R> Schema<R> of(String name, ReadOff<R> readOff, Build<R> build, Field... fields) {
    return new Schema<>(name, List.of(fields), readOff, build, record -> null);
  }

  /** Declares a record that is only ever written. */
  public static <R> Schema<R> written(String name, ReadOff<R> readOff, Field... fields) {
    return of(
        name,
        readOff,
        in -> {
          throw new UnsupportedOperationException(name + " are only ever written");
        },
        fields);
  }

  /** The same schema, of whose records is also asked what their fields say against each other. */
  public Schema<R> contradictedBy(Check<R> found) {
    return new Schema<>(name, fields, readOff, build, found);
  }

  /** The name of the stream, the result or the part of a state. */
  public String name() {
    return name;
  }

  /** The fields in their order. */
  public List<Field> fields() {
    return fields;
  }

  /** The fields with one of some roles, in their order. */
  public List<Field> fields(Role... roles) {
    return fields.stream().filter(field -> Arrays.stream(roles).anyMatch(field::is)).toList();
  }

  /** Hands the record's fields on, in their order. */
  public void write(R record, FieldWriter out) throws IOException {
    readOff.accept(record, out);
  }

  /** Makes a record of its fields, in their order. */
  public R read(FieldReader in) throws IOException {
    return build.apply(in);
  }

  /** What the fields of a record say against each other, or null. */
  public @Nullable Contradiction contradictionIn(R record) {
    return contradiction.in(record);
  }

  @Override
  public String toString() {
    return name + fields.stream().map(Field::name).toList();
  }
}
