package io.millrace.http;

import io.millrace.application.queries.Position;
import io.millrace.domain.kernel.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parameter: how it is read, and how the OpenAPI document describes it.
 *
 * @param schema the fields of its schema
 * @param fix completes "must be"
 * @param reader empty for a value that is not allowed
 */
record Param<T>(
    String name,
    boolean required,
    String description,
    Json.Content schema,
    String fix,
    Function<String, Optional<T>> reader) {
  private static final int MAX_TEXT = 264;
  private static final int MAX_TIME = 30;

  /** The value of a text. */
  T read(String text) {
    return reader
        .apply(text)
        .orElseThrow(() -> Problem.ofParameter(name, text, name + " must be " + fix + "."));
  }

  /** The same, but it must be given. */
  Param<T> asRequired() {
    return new Param<>(name, true, description, schema, fix, reader);
  }

  static Param<String> text(String name, String description) {
    return new Param<>(
        name,
        false,
        description,
        json -> {
          json.writeStringField("type", "string");
          json.writeNumberField("minLength", 1);
          json.writeNumberField("maxLength", MAX_TEXT);
        },
        "1 to " + MAX_TEXT + " characters",
        text ->
            Optional.of(text)
                .filter(t -> !t.isEmpty() && t.codePointCount(0, t.length()) <= MAX_TEXT));
  }

  static Param<String> hex32(String name, String description) {
    return new Param<>(
        name,
        true,
        description,
        json -> {
          json.writeStringField("type", "string");
          json.writeStringField("pattern", "^[0-9a-f]{32}$");
        },
        "32 hexadecimal digits",
        text -> Optional.of(text).filter(t -> t.matches("[0-9a-f]{32}")));
  }

  static Param<Integer> number(String name, int min, int max, int preset, String description) {
    return new Param<>(
        name,
        false,
        description,
        json -> {
          json.writeStringField("type", "integer");
          json.writeNumberField("minimum", min);
          json.writeNumberField("maximum", max);
          json.writeNumberField("default", preset);
        },
        "an integer from " + min + " to " + max,
        text ->
            Optional.of(text)
                .filter(t -> t.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(n -> n >= min && n <= max));
  }

  static Param<String> choice(String name, List<String> values, String description) {
    return new Param<>(
        name,
        false,
        description,
        json -> {
          json.writeStringField("type", "string");
          json.writeFieldName("enum");
          json.writeArray(values.toArray(String[]::new), 0, values.size());
        },
        "one of " + String.join(", ", values),
        text -> Optional.of(text).filter(values::contains));
  }

  static <E extends Enum<E>> Param<E> choice(String name, E[] values, String description) {
    List<String> names = Arrays.stream(values).map(Enum::name).toList();
    Param<String> byName = choice(name, names, description);
    return new Param<>(
        name,
        false,
        description,
        byName.schema,
        byName.fix,
        text -> Arrays.stream(values).filter(value -> value.name().equals(text)).findFirst());
  }

  static Param<Long> time(String name, String description) {
    return new Param<>(
        name,
        false,
        description,
        json -> {
          json.writeArrayFieldStart("oneOf");
          json.writeStartObject();
          json.writeStringField("type", "string");
          json.writeStringField("format", "date-time");
          json.writeEndObject();
          json.writeStartObject();
          json.writeStringField("type", "integer");
          json.writeEndObject();
          json.writeEndArray();
        },
        "an instant such as 2026-11-23T10:00:00Z, or milliseconds since 1970",
        Param::instant);
  }

  private static Optional<Long> instant(String text) {
    if (text.length() > MAX_TIME) {
      return Optional.empty();
    }
    try {
      long epochMs =
          text.matches("[0-9]{1,15}") ? Long.parseLong(text) : Instant.parse(text).toEpochMilli();
      return Optional.of(epochMs).filter(ms -> ms >= UtcTime.MIN_MS && ms <= UtcTime.MAX_MS);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  static Param<Position> cursor() {
    return new Param<>(
        "cursor",
        false,
        "Where the page begins: next of the page before.",
        json -> {
          json.writeStringField("type", "string");
          json.writeNumberField("maxLength", 100);
        },
        "the value of next of an earlier page",
        Param::position);
  }

  private static Optional<Position> position(String text) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(text);
      return Position.parse(new String(decoded, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A position as a parameter. */
  static String cursor(Position position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.text().getBytes(StandardCharsets.US_ASCII));
  }
}
