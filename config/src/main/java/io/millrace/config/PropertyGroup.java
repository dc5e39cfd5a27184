package io.millrace.config;

import io.millrace.json.Nearest;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One group of properties. Each key is asked for once; what is wrong with a value is noted and the
 * reading goes on, so that all faults are told at once.
 */
public final class PropertyGroup {
  private static final URI NOWHERE = URI.create("nowhere:///");

  private final String id;
  private final Map<String, String> left;
  private final List<String> known = new ArrayList<>();
  private final List<String> faults;

  /**
   * Takes the properties of a group.
   *
   * @param id what errors call the group
   * @param faults where faults are noted
   */
  public PropertyGroup(String id, Map<String, String> properties, List<String> faults) {
    this.id = id;
    this.left = new LinkedHashMap<>(properties);
    this.faults = faults;
  }

  /** A text that must be there. */
  public String text(String key) {
    String value = optional(key);
    if (value == null) {
      faults.add(id + "." + key + " is missing");
      return "";
    }
    return value;
  }

  /** A text that may be left out. */
  public @Nullable String optional(String key) {
    known.add(key);
    String value = left.remove(key);
    if (value != null && value.isBlank()) {
      faults.add(id + "." + key + " is blank: give it a value or leave it out");
      return null;
    }
    return value == null ? null : value.trim();
  }

  /** A text of a pattern that must be there; {@code must} says what it matches, in words. */
  public String text(String key, Pattern pattern, String must) {
    return checked(key, text(key), pattern, must);
  }

  /** A text of a pattern that may be left out. */
  public @Nullable String optional(String key, Pattern pattern, String must) {
    String value = optional(key);
    return value == null ? null : checked(key, value, pattern, must);
  }

  private String checked(String key, String value, Pattern pattern, String must) {
    if (!value.isEmpty() && !pattern.matcher(value).matches()) {
      wrong(key, value, must);
    }
    return value;
  }

  /** A whole number between two bounds, both included. */
  public long integer(String key, long normal, long least, long most) {
    String must = "a whole number from " + least + " to " + most;
    Long given =
        parsed(
            key,
            must,
            text -> {
              long value = new BigDecimal(text).longValueExact();
              if (value < least || value > most) {
                throw new IllegalArgumentException(text);
              }
              return value;
            });
    return given == null ? normal : given;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean normal) {
    return choice(key, Map.of("true", true, "false", false), normal);
  }

  /** One of some words, as it is written. */
  public String word(String key, List<String> words, String normal) {
    return choice(
        key, words.stream().collect(Collectors.toMap(word -> word, word -> word)), normal);
  }

  /** What one of some words stands for. */
  public <C> C choice(String key, Map<String, C> choices, C normal) {
    String value = optional(key);
    if (value == null) {
      return normal;
    }
    C chosen = choices.get(value);
    if (chosen == null) {
      List<String> words = choices.keySet().stream().sorted().toList();
      faults.add(is(key, value) + "one of " + words + Nearest.hint(value, words));
      return normal;
    }
    return chosen;
  }

  /** An instant in UTC. */
  public @Nullable Instant instant(String key) {
    return parsed(key, "an instant like 2026-11-23T10:00:00Z", Instant::parse);
  }

  /** An absolute address of one of some schemes. */
  public @Nullable URI uri(String key, String... schemes) {
    String must = "an address that begins with " + String.join(":// or ", schemes) + "://";
    return parsed(
        key,
        must,
        text -> {
          try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || !List.of(schemes).contains(uri.getScheme())) {
              throw new IllegalArgumentException(text);
            }
            return uri;
          } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
          }
        });
  }

  /** An address that must be there; a stand-in if it is missing or wrong. */
  public URI address(String key, String... schemes) {
    if (!left.containsKey(key)) {
      faults.add(id + "." + key + " is missing: give it an address like " + schemes[0] + "://...");
    }
    URI uri = uri(key, schemes);
    return uri == null ? NOWHERE : uri;
  }

  /** Notes a fault of a value. */
  public void wrong(String key, String value, String must) {
    faults.add(is(key, value) + must);
  }

  /** Notes a fault of a key that has no value, or one that does not go with others. */
  public void fault(String key, String complaint) {
    faults.add(id + "." + key + " " + complaint);
  }

  /** Refuses the keys that nobody has asked for. */
  public void refuseUnknown() {
    for (String key : left.keySet()) {
      faults.add(id + "." + key + " is not a property of this group" + Nearest.hint(key, known));
    }
  }

  private <V> @Nullable V parsed(String key, String must, Function<String, V> parser) {
    String value = optional(key);
    if (value == null) {
      return null;
    }
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      wrong(key, value, must);
      return null;
    }
  }

  private String is(String key, String value) {
    return id + "." + key + " is \"" + value + "\", must be ";
  }
}
