package io.millrace.config;

import io.millrace.files.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is filled in where properties say {@code ${prefix}}, {@code ${account}} or {@code
 * ${region}}, so that one file does for several installations.
 */
public record Places(String prefix, String account, String region) {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}?");

  /**
   * Fills in.
   *
   * @return the same groups in the same order, with nothing left to fill in
   * @throws UsageException if there is any other place in a value
   */
  public Map<String, Map<String, String>> fill(Map<String, Map<String, String>> groups) {
    Map<String, Map<String, String>> filled = new LinkedHashMap<>();
    groups.forEach(
        (id, group) -> {
          Map<String, String> values = new LinkedHashMap<>();
          group.forEach((key, value) -> values.put(key, fill(id + "." + key, value)));
          filled.put(id, values);
        });
    return filled;
  }

  private String fill(String name, String value) {
    Map<String, String> known = Map.of("prefix", prefix, "account", account, "region", region);
    Matcher places = PLACE.matcher(value);
    StringBuilder filled = new StringBuilder();
    while (places.find()) {
      String text = known.get(places.group(1));
      if (text == null || !places.group().endsWith("}")) {
        throw new UsageException(
            name
                + " is \""
                + value
                + "\": of places to fill in, there are ${prefix}, ${account} and ${region}");
      }
      places.appendReplacement(filled, Matcher.quoteReplacement(text));
    }
    return places.appendTail(filled).toString();
  }
}
