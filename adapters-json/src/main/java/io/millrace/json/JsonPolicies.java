package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.policy.PolicySection;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads policies: an object of sections, each an object of numbers that differ from the defaults.
 *
 * <pre>{@code {"brute_force": {"rule_version": "2", "failures": 5, "mode": "once-per-episode"}}}
 * </pre>
 */
public final class JsonPolicies {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Map<String, Object>> given;
  private final List<String> faults = new ArrayList<>();

  private JsonPolicies(Map<String, Map<String, Object>> given) {
    this.given = given;
  }

  /**
   * Reads the policies in a JSON document.
   *
   * @param sections those that there may be
   * @throws InvalidPolicy with everything that is wrong with it
   */
  public static Policies read(byte[] json, List<PolicySection<?>> sections) {
    return new JsonPolicies(parse(json)).checked("file", sections);
  }

  /**
   * Reads policies whose numbers are texts, as properties are.
   *
   * @param sections those that there may be
   * @throws InvalidPolicy with everything that is wrong with them
   */
  public static Policies of(
      Map<String, Map<String, String>> given, List<PolicySection<?>> sections) {
    Map<String, Map<String, Object>> copies = new LinkedHashMap<>();
    given.forEach((name, fields) -> copies.put(name, new LinkedHashMap<>(fields)));
    return new JsonPolicies(copies).checked("properties", sections);
  }

  private Policies checked(String origin, List<PolicySection<?>> sections) {
    Policies policies = Policies.DEFAULT;
    for (PolicySection<?> section : sections) {
      policies = with(section, policies);
    }
    List<String> known = sections.stream().map(PolicySection::name).toList();
    for (String name : given.keySet()) {
      faults.add("\"" + name + "\" is not a policy" + Nearest.hint(name, known));
    }
    if (!faults.isEmpty()) {
      throw new InvalidPolicy(origin, faults);
    }
    return policies;
  }

  private <P extends Serializable> Policies with(PolicySection<P> section, Policies policies) {
    Map<String, Object> fields = given.remove(section.name());
    if (fields == null) {
      return policies;
    }
    SectionReader<P> reader = new SectionReader<>(section, fields, faults);
    P policy = section.normal();
    try {
      policy = reader.read();
    } catch (InvalidPolicy e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    reader.refuseUnknown();
    return policies.with(section, policy);
  }

  private static Map<String, Map<String, Object>> parse(byte[] json) {
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    try (JsonParser in = JSON.createParser(json)) {
      in.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      require(in.nextToken() == JsonToken.START_OBJECT, "must be a JSON object of policies");
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        require(in.nextToken() == JsonToken.START_OBJECT, "\"" + name + "\" must be a JSON object");
        sections.put(name, fields(name, in));
      }
      require(in.nextToken() == null, "must hold nothing after its JSON object");
      return sections;
    } catch (IOException e) {
      throw new InvalidPolicy("file", List.of("is not valid JSON: " + firstLine(e)));
    }
  }

  private static Map<String, Object> fields(String section, JsonParser in) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      JsonToken token = in.nextToken();
      require(
          token == JsonToken.VALUE_STRING || token.isNumeric(),
          section + "." + field + " is " + in.getText() + ", must be a number or a string");
      fields.put(field, token == JsonToken.VALUE_STRING ? in.getText() : in.getDecimalValue());
    }
    return fields;
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new InvalidPolicy("file", List.of(complaint));
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).split("\\R", 2)[0];
  }
}
