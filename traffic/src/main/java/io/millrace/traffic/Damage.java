package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes records unreadable. It works on text in Latin-1, which keeps every byte as it is. */
final class Damage {
  /** An unreadable record, and what is wrong with it in a few words. */
  @SuppressWarnings("ArrayRecordComponent") // identity is enough: records are never compared
  record Damaged(byte[] json, String fault) {}

  private record Fault(String field, String value) {}

  private static final Map<Stream, List<Fault>> FAULTS =
      Stream.BUILT_IN.stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), Damage::faultsOf));

  private static final String[] BAD_TIMES = {
    "\"yesterday\"", "\"2026-02-30T00:00:00Z\"", "\"2026-01-05 10:00:00\"", "1.5", "-1"
  };
  private static final String[] WRONG_TYPES = {"true", "{\"at\":1}", "[]"};
  private static final String[] NO_OBJECTS = {"[1,2,3]", "\"login\"", "null", "42"};

  private final Dice dice;

  Damage(Dice dice) {
    this.dice = dice;
  }

  Damaged inflict(Stream stream, byte[] json) {
    return switch (dice.below(10)) {
      case 0 -> damaged(latin1(json).substring(0, 2 + dice.below(json.length - 3)), "truncated");
      case 1 -> damaged(latin1(json).replaceFirst("\"event_time\":", "\"when\":"), "missing field");
      case 2 -> new Damaged(withValue(json, "event_time", oneOf(WRONG_TYPES)), "wrong type");
      case 3 -> new Damaged(withValue(json, "event_time", oneOf(BAD_TIMES)), "bad event_time");
      case 4 -> damaged(latin1(json).replaceFirst(":\"", ":\"\u00C3("), "not UTF-8");
      case 5 -> damaged(oneOf(NO_OBJECTS), "not an object");
      case 6 -> damaged(latin1(json).replaceFirst(":", "="), "not JSON");
      default -> badValue(stream, json);
    };
  }

  private Damaged badValue(Stream stream, byte[] json) {
    List<Fault> faults = FAULTS.getOrDefault(stream, List.of());
    Fault fault = faults.get(dice.below(faults.size()));
    return new Damaged(withValue(json, fault.field, fault.value), "bad " + fault.field);
  }

  /** Values that the fields of a stream must not have; of the fields that every record has. */
  private static List<Fault> faultsOf(Stream stream) {
    return stream.schema().fields().stream()
        .filter(field -> field.isRequired() && !field.is(Role.TIME))
        .flatMap(
            field ->
                badValuesOf(field.type()).stream().map(value -> new Fault(field.name(), value)))
        .toList();
  }

  private static List<String> badValuesOf(FieldType type) {
    if (type instanceof FieldType.Text text) {
      return text.reservedPrefix() == null
          ? List.of("{}", "\"   \"")
          : List.of("{}", "\"   \"", "\"" + text.reservedPrefix() + "x\"");
    } else if (type instanceof FieldType.Integer32 integer) {
      return List.of(
          "1.5",
          "\"2\"",
          Long.toString(integer.bounds().min() - 1L),
          Long.toString(integer.bounds().max() + 1L));
    } else if (type instanceof FieldType.Real real) {
      return List.of("\"warm\"", Double.toString(10 * real.max()));
    } else if (type instanceof FieldType.Amount amount) {
      return List.of("\"1,50\"", amount.mayBeNegative() ? "\"12.34567\"" : "\"-1.00\"");
    }
    return List.of("\"ZZZ\""); // a word or a currency that there is not
  }

  /** The same record with another value in a field that it has. */
  static byte[] withValue(byte[] json, String field, String value) {
    String text = latin1(json);
    String name = "\"" + field + "\":";
    int from = text.indexOf(name) + name.length();
    if (from < name.length()) {
      throw new IllegalArgumentException("no field " + field + " in " + text);
    }
    int to = endOfValue(text, from);
    return bytes(text.substring(0, from) + value + text.substring(to));
  }

  private static int endOfValue(String text, int from) {
    int at = from + 1;
    if (text.charAt(from) != '"') {
      while (text.charAt(at) != ',' && text.charAt(at) != '}') {
        at++;
      }
      return at;
    }
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private String oneOf(String[] choices) {
    return choices[dice.below(choices.length)];
  }

  private static Damaged damaged(String latin1, String fault) {
    return new Damaged(bytes(latin1), fault);
  }

  private static String latin1(byte[] json) {
    return new String(json, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
