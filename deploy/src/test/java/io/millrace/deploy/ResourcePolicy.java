package io.millrace.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The policy of a topic, a bucket or a key, judged as AWS judges it for a caller who has no other
 * right: what no statement allows is refused, and what one denies is refused too.
 *
 * @param statements of all of its documents
 */
record ResourcePolicy(List<JsonNode> statements) {
  /**
   * What a service of AWS asks for.
   *
   * @param context what the service says about itself, beside that it comes by TLS
   */
  record Request(String service, String action, String resource, Map<String, String> context) {}

  boolean allows(Request request) {
    return matches("Allow", request) && !matches("Deny", request);
  }

  private boolean matches(String effect, Request request) {
    return statements.stream()
        .filter(statement -> statement.path("Effect").asText().equals(effect))
        .anyMatch(
            statement ->
                isFor(statement.path("Principal"), request.service())
                    && like(statement.path("Action"), request.action())
                    && like(statement.path("Resource"), request.resource())
                    && holds(statement.path("Condition"), request.context()));
  }

  private static boolean isFor(JsonNode principal, String service) {
    return principal.asText().equals("*")
        || texts(principal.path("AWS")).contains("*")
        || texts(principal.path("Service")).contains(service);
  }

  private static boolean holds(JsonNode condition, Map<String, String> context) {
    return StreamSupport.stream(spliterator(condition), false)
        .allMatch(
            operator ->
                StreamSupport.stream(spliterator(operator.getValue()), false)
                    .allMatch(
                        key -> {
                          String given =
                              key.getKey().equals("aws:SecureTransport")
                                  ? "true"
                                  : context.get(key.getKey());
                          return given != null && holds(operator.getKey(), key.getValue(), given);
                        }));
  }

  private static boolean holds(String operator, JsonNode wanted, String given) {
    return switch (operator) {
      case "StringEquals", "Bool" -> texts(wanted).contains(given);
      case "ArnLike", "ArnEquals", "StringLike" -> like(wanted, given);
      default -> throw new AssertionError("nobody has said what " + operator + " means");
    };
  }

  private static Spliterator<Map.Entry<String, JsonNode>> spliterator(JsonNode object) {
    return object.properties().spliterator();
  }

  private static boolean like(JsonNode patterns, String text) {
    return texts(patterns).stream()
        .map(pattern -> pattern.split("\\*", -1))
        .map(parts -> List.of(parts).stream().map(Pattern::quote).collect(Collectors.joining(".*")))
        .anyMatch(text::matches);
  }

  /** One or many; a reference to another resource is written {@code ${name}}. */
  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(one -> texts.add(text(one)));
    } else if (!oneOrMany.isMissingNode()) {
      texts.add(text(oneOrMany));
    }
    return texts;
  }

  /**
   * What CloudFormation will make of a value, with names of resources in place of what they get.
   */
  static String text(JsonNode value) {
    if (value.has("Ref")) {
      return "${" + value.path("Ref").asText() + "}";
    }
    if (value.has("Fn::GetAtt")) {
      JsonNode path = value.path("Fn::GetAtt");
      return "${" + path.path(0).asText() + "." + path.path(1).asText() + "}";
    }
    if (value.has("Fn::Join")) {
      return StreamSupport.stream(value.at("/Fn::Join/1").spliterator(), false)
          .map(ResourcePolicy::text)
          .collect(Collectors.joining(value.at("/Fn::Join/0").asText()));
    }
    return value.asText();
  }
}
