package io.millrace.deploy;

import io.millrace.config.PropertyGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many shards the streams get: {@code 2} for each, {@code logins:4, orders:2} and one for the
 * others, or {@code on-demand}.
 *
 * @param normal of a stream that is not named; 0 for streams that scale on demand
 * @param named of streams by the name of their group: {@code logins} of {@code source.logins}
 */
record Shards(int normal, Map<String, Integer> named) {
  private static final int MOST = 500;
  private static final String ON_DEMAND = "on-demand";
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");
  private static final Pattern NAMED = Pattern.compile("([a-z0-9-]+)\\s*:\\s*([0-9]{1,4})");
  private static final String MUST =
      "a count from 1 to " + MOST + ", or like logins:4, orders:2, or " + ON_DEMAND;

  Shards {
    named = Map.copyOf(named);
  }

  /** Reads a property; what is wrong is noted in the group. */
  static Shards read(PropertyGroup in, String key) {
    String text = in.optional(key);
    if (text == null) {
      return new Shards(1, Map.of());
    }
    if (text.equals(ON_DEMAND)) {
      return new Shards(0, Map.of());
    }
    if (COUNT.matcher(text).matches()) {
      return new Shards(checked(in, key, text, text), Map.of());
    }
    Map<String, Integer> named = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = NAMED.matcher(part.trim());
      if (!matcher.matches()) {
        in.wrong(key, text, MUST);
        return new Shards(1, Map.of());
      }
      if (named.put(matcher.group(1), checked(in, key, text, matcher.group(2))) != null) {
        in.wrong(key, text, "without " + matcher.group(1) + " twice");
      }
    }
    return new Shards(1, named);
  }

  /** The shards of a stream; empty if it scales on demand. */
  OptionalInt of(String name) {
    return normal == 0 ? OptionalInt.empty() : OptionalInt.of(named.getOrDefault(name, normal));
  }

  /** A name that is none of those that there are, if there is one. */
  @Nullable String unknown(List<String> there) {
    return named.keySet().stream()
        .filter(name -> !there.contains(name))
        .sorted()
        .findFirst()
        .orElse(null);
  }

  private static int checked(PropertyGroup in, String key, String text, String count) {
    int value = Integer.parseInt(count);
    if (value < 1 || value > MOST) {
      in.wrong(key, text, MUST);
      return 1;
    }
    return value;
  }
}
