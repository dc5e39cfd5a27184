package io.millrace.domain.schema;

import io.millrace.domain.schema.FieldType.WholeBounds;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A field of a record.
 *
 * @param isRequired whether every record has it; else it may be absent or null
 */
public record Field(String name, FieldType type, boolean isRequired, Set<Role> roles)
    implements Serializable {
  private static final int IDENTIFIER_CODE_POINTS = 256;
  private static final int NAME_CODE_POINTS = 1024;

  /** A field that every record has. */
  private Field(String name, FieldType type) {
    this(name, type, true, EnumSet.noneOf(Role.class));
  }

  /** Names a thing: text of up to 256 code points. */
  public static Field identifier(String name) {
    return new Field(name, new FieldType.Text(IDENTIFIER_CODE_POINTS, null, false));
  }

  /** The same, which may not start with a prefix that is used for something else. */
  public static Field identifierNotStartingWith(String prefix, String name) {
    return new Field(name, new FieldType.Text(IDENTIFIER_CODE_POINTS, prefix, false));
  }

  /** Names a row of a database, whose keys may be integers: their decimal digits are the name. */
  public static Field rowKey(String name) {
    return new Field(name, new FieldType.Text(IDENTIFIER_CODE_POINTS, null, true));
  }

  /** Describes a thing to people: text of up to 1024 code points. */
  public static Field name(String name) {
    return new Field(name, new FieldType.Text(NAME_CODE_POINTS, null, false));
  }

  /** Any text. */
  public static Field text(String name) {
    return new Field(name, new FieldType.Text(0, null, false));
  }

  /** True or false. */
  public static Field flag(String name) {
    return new Field(name, new FieldType.Flag());
  }

  /** One of two words, written exactly so. */
  public static Field flag(String name, String wordOfTrue, String wordOfFalse) {
    return new Field(name, new FieldType.TwoWords(wordOfTrue, wordOfFalse));
  }

  /** The name of one of an enum's values. */
  public static Field word(String name, Enum<?>... values) {
    return new Field(name, new FieldType.Words(names(values), false));
  }

  /** The name of one of an enum's values, which may be written in lower case too. */
  public static Field wordInAnyCase(String name, Enum<?>... values) {
    return new Field(name, new FieldType.Words(names(values), true));
  }

  /** One of an enum's values, in lower case and with hyphens: {@code every-match}. */
  public static Field choice(String name, Enum<?>... values) {
    List<String> spellings =
        names(values).stream()
            .map(word -> word.toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    return new Field(name, new FieldType.Words(spellings, false));
  }

  private static List<String> names(Enum<?>... values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  /** A whole number of 32 bits. */
  public static Field integer(String name) {
    return integer(
        name, new WholeBounds(Integer.MIN_VALUE, Integer.MAX_VALUE, true, "of any sign"));
  }

  /** A whole number of 32 bits other than 0. */
  public static Field integerOtherThanZero(String name) {
    return integer(
        name, new WholeBounds(Integer.MIN_VALUE, Integer.MAX_VALUE, false, "other than 0"));
  }

  /** A whole number of 32 bits above 0. */
  public static Field positiveInteger(String name) {
    return integer(name, new WholeBounds(1, Integer.MAX_VALUE, false, "greater than 0"));
  }

  /** A whole number between two bounds, both included. */
  public static Field integerBetween(int min, int max, String name) {
    return integer(name, new WholeBounds(min, max, true, "from " + min + " to " + max));
  }

  private static Field integer(String name, WholeBounds bounds) {
    return new Field(name, new FieldType.Integer32(bounds));
  }

  /** A whole number of 64 bits. */
  public static Field whole(String name) {
    return new Field(name, new FieldType.Whole());
  }

  /** A number of things. */
  public static Field count(String name) {
    return new Field(name, new FieldType.Count());
  }

  /** A double. */
  public static Field real(String name) {
    return realBetween(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "", name);
  }

  /** A double between two bounds, both included, which are {@code bounds} in words. */
  public static Field realBetween(double min, double max, String bounds, String name) {
    return new Field(name, new FieldType.Real(min, max, bounds));
  }

  /** A time. */
  public static Field time(String name) {
    return new Field(name, new FieldType.Time());
  }

  /** When it happened: {@code event_time}. */
  public static Field eventTime() {
    return time("event_time").as(Role.TIME);
  }

  /** An exact number. */
  public static Field decimal(String name) {
    return new Field(name, new FieldType.Decimal());
  }

  /** An exact amount of money of any sign. */
  public static Field amount(String name) {
    return new Field(name, new FieldType.Amount(true));
  }

  /** An exact amount of money that is not negative. */
  public static Field amountNotNegative(String name) {
    return new Field(name, new FieldType.Amount(false));
  }

  /** The currency of the record's amounts. */
  public static Field currency() {
    return new Field("currency", new FieldType.Currency());
  }

  /** An amount for each of several currencies. */
  public static Field amounts(String name) {
    return new Field(name, new FieldType.Amounts());
  }

  /** A number or an amount, by what the record is about. */
  public static Field measure(String name) {
    return new Field(name, new FieldType.Measure());
  }

  /** Several texts. */
  public static Field texts(String name) {
    return new Field(name, new FieldType.Texts());
  }

  /** Bytes as they came. */
  public static Field raw(String name) {
    return new Field(name, new FieldType.Raw());
  }

  /** A record of JSON as it came. */
  public static Field json(String name) {
    return new Field(name, new FieldType.Json());
  }

  /** A record within the record, of one of several kinds. */
  public static Field object(String name, Schema<?>... oneOf) {
    return new Field(name, new FieldType.Nested(List.of(oneOf)));
  }

  /** Several records within the record. */
  public static Field objects(String name, Schema<?> of) {
    return new Field(name, new FieldType.NestedList(of));
  }

  /** The same field, which a record may leave out or have as null. */
  public Field optional() {
    return new Field(name, type, false, roles);
  }

  /** The same field, which is the key of the record. */
  public Field key() {
    return as(Role.KEY);
  }

  /** The same field, which is the record's id or a part of it. */
  public Field id() {
    return as(Role.ID);
  }

  /** The same field with one more role. */
  public Field as(Role role) {
    Set<Role> more = EnumSet.of(role);
    more.addAll(roles);
    return new Field(name, type, isRequired, more);
  }

  /** Whether a record is found by it: as its key, by its id, in a table, as the newest. */
  public boolean isFoundBy() {
    return is(Role.KEY) || is(Role.ID) || is(Role.INDEX) || is(Role.REVISION);
  }

  /** Whether it has a role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }
}
