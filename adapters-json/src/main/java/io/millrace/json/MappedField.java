package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.kernel.ContentHash;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.schema.FieldType;
import io.millrace.json.mapping.FieldSource;
import io.millrace.json.mapping.Path;
import io.millrace.json.mapping.TimeFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the value of one field of the stream of what stands at the paths of its source. */
final class MappedField {
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_NUMBER = 60;
  private static final BigDecimal TOO_LARGE = new BigDecimal("1e30");

  private final FieldSource source;
  private final JsonField field;
  private final FieldType type;
  private final @Nullable Slot[] slots;
  private final List<TimeFormat.Reader> times;
  private final String timesInWords;
  private final @Nullable CurrencyField currency;
  private final Decimal decimal;
  private final TextValue value;
  private final StringBuilder made = new StringBuilder();

  /**
   * @param slotOf of each path
   * @param latestMs no time without a year is after it
   * @param currency that the amounts of the stream are in
   */
  MappedField(
      FieldSource source,
      JsonField field,
      FieldType type,
      Function<Path, Slot> slotOf,
      long latestMs,
      @Nullable CurrencyField currency) {
    this.source = source;
    this.field = field;
    this.type = type;
    this.currency = currency;
    decimal = new Decimal();
    value = new TextValue(decimal);
    times = source.time().stream().map(format -> format.reader(latestMs)).toList();
    timesInWords =
        source.time().stream().map(TimeFormat::inWords).collect(Collectors.joining(", or "));
    slots = new @Nullable Slot[source.paths().size()];
    for (int i = 0; i < slots.length; i++) {
      Path path = source.paths().get(i);
      slots[i] = path.isPlace() ? null : slotOf.apply(path);
    }
  }

  /** Whether it must wait for the other fields. */
  boolean isLast() {
    return source.minorUnits() != null;
  }

  /** Gives the field its value, if the record has one, or says what is wrong with it. */
  @Nullable Fault evaluate(RawRecord record) throws IOException {
    for (Slot slot : slots) {
      if (slot != null && slot.isThere() && slot.text() == null) {
        return Fault.ofField(
            Reason.WRONG_TYPE, field, "is an object or an array, must be a single value");
      }
    }
    return switch (source.kind()) {
      case FIRST -> take(first(record));
      case CONSTANT -> take(null);
      case TEMPLATE -> take(template(record));
      case ID -> take(id(record));
      case SUM -> sum();
    };
  }

  private @Nullable String first(RawRecord record) {
    for (int i = 0; i < slots.length; i++) {
      String text = textOf(i, record);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private @Nullable String template(RawRecord record) {
    made.setLength(0);
    for (int i = 0; i < slots.length; i++) {
      String text = textOf(i, record);
      if (text == null) {
        return null;
      }
      made.append(source.literals().get(i)).append(text);
    }
    return made.append(source.literals().get(slots.length)).toString();
  }

  /** The parts that there are, or null if there is none. */
  private @Nullable String id(RawRecord record) {
    made.setLength(0);
    boolean any = false;
    for (int i = 0; i < slots.length; i++) {
      String text = textOf(i, record);
      if (text != null) {
        appendEscaped(any ? "|" : "", text);
        any = true;
      }
    }
    boolean isShort = made.codePointCount(0, made.length()) <= LONGEST_ID;
    return !any ? null : isShort ? made.toString() : ContentHash.of(made.toString());
  }

  /** So that no two lists of parts make one id. */
  private void appendEscaped(String before, String text) {
    made.append(before);
    if (text.indexOf('|') < 0 && text.indexOf('\\') < 0) {
      made.append(text);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '|' || c == '\\') {
        made.append('\\');
      }
      made.append(c);
    }
  }

  private @Nullable String textOf(int path, RawRecord record) {
    Slot slot = slots[path];
    if (slot == null) {
      return placeOf(record);
    }
    return slot.isThere(source.absent()) ? slot.text() : null;
  }

  private static String placeOf(RawRecord record) {
    Origin origin = record.origin();
    String place;
    if (origin instanceof Origin.FileLine line) {
      place = line.file() + ":" + line.line();
    } else if (origin instanceof Origin.ShardRecord shard) {
      place = shard.shard() + ":" + shard.sequenceNumber();
    } else if (origin instanceof Origin.PartitionRecord partition) {
      place = partition.partition() + ":" + partition.offset();
    } else {
      throw new IllegalStateException("no place: " + origin);
    }
    return record.before() == 0 ? place : place + "+" + record.before();
  }

  private @Nullable Fault sum() throws IOException {
    BigDecimal sum = BigDecimal.ZERO;
    boolean any = false;
    for (Slot slot : slots) {
      if (slot == null || !slot.isThere(source.absent())) {
        continue;
      }
      BigDecimal part = numberOf(slot.text());
      if (part == null) {
        return notANumber(String.valueOf(slot.text()));
      }
      sum = sum.add(part);
      any = true;
    }
    return take(any ? sum.toPlainString() : null);
  }

  private @Nullable Fault take(@Nullable String text) throws IOException {
    if (text == null) {
      String usual = source.usual();
      return usual == null ? null : give(usual);
    }
    Map<String, String> words = source.words();
    if (words != null) {
      String meant = words.get(text);
      meant = meant == null ? source.otherwise() : meant;
      return meant == null ? unknown(text, List.copyOf(words.keySet())) : give(meant);
    }
    if (!times.isEmpty()) {
      return takeTime(text);
    }
    return source.times() == null && source.minorUnits() == null ? give(text) : scaled(text);
  }

  private @Nullable Fault takeTime(String text) throws IOException {
    long ms = TimeFormat.INVALID;
    for (int i = 0; ms == TimeFormat.INVALID && i < times.size(); i++) {
      ms = times.get(i).read(text);
    }
    return ((TimeField) field).takeMs(ms, value.set(text, type), timesInWords);
  }

  private @Nullable Fault scaled(String text) throws IOException {
    BigDecimal number = numberOf(text);
    if (number == null) {
      return notANumber(text);
    }
    if (source.times() != null) {
      number = number.multiply(source.times());
    }
    Map<String, Integer> minorUnits = source.minorUnits();
    if (minorUnits != null) {
      if (currency == null || !currency.isPresent()) {
        return null; // the currency is missing, which is told
      }
      int usual = currency.value().decimals();
      Integer own = minorUnits.get(currency.value().code());
      number = number.movePointLeft(own == null ? usual : own);
    }
    if (type instanceof FieldType.Integer32 || type instanceof FieldType.Amount) {
      number = number.stripTrailingZeros();
      number = number.scale() < 0 ? number.setScale(0) : number;
    }
    return give(number.toPlainString());
  }

  /** The number, if it is one of few digits and no absurd size. */
  private @Nullable BigDecimal numberOf(@Nullable String text) {
    if (text == null || text.length() > LONGEST_NUMBER) {
      return null;
    }
    char[] chars = text.strip().toCharArray();
    if (!decimal.scan(chars, 0, chars.length)) {
      return null;
    }
    BigDecimal number = new BigDecimal(chars);
    boolean isSane = Math.abs((long) number.scale()) <= LONGEST_NUMBER;
    return isSane && number.abs().compareTo(TOO_LARGE) < 0 ? number : null;
  }

  private @Nullable Fault give(String text) throws IOException {
    field.give();
    return field.take(value.set(text, type));
  }

  private Fault notANumber(String text) {
    return Fault.ofField(
        Reason.WRONG_TYPE, field, "is " + shown(text) + ", must be a number below 1e30");
  }

  private Fault unknown(String text, List<String> words) {
    return Fault.ofField(
        Reason.UNKNOWN_VALUE,
        field,
        "is " + shown(text) + ", must be " + String.join(" or ", words));
  }

  private static String shown(String text) {
    char[] chars = text.toCharArray();
    return "\"" + Excerpt.of(chars, 0, chars.length, ParsedValue.SHOWN_CODE_POINTS) + "\"";
  }

  /** Where its value comes from, in words. */
  String from() {
    return source.from();
  }

  /** What the stream calls it. */
  String name() {
    return source.field();
  }
}
