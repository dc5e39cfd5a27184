package io.millrace.aws.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.application.wire.ResultLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result's top-level texts and numbers by name, read once. Arrays and objects are left out. */
public final class ParsedResult {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final ResultLine line;
  private final Map<String, String> values;

  private ParsedResult(ResultLine line, Map<String, String> values) {
    this.line = line;
    this.values = values;
  }

  /**
   * Reads a result.
   *
   * @throws IllegalArgumentException if it is not one JSON object
   */
  public static ParsedResult read(ResultLine line) {
    Map<String, String> values = new HashMap<>();
    try (JsonParser json = FACTORY.createParser(line.json())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw broken(line, null);
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        if (json.nextToken().isScalarValue()) {
          values.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw broken(line, e);
    }
    return new ParsedResult(line, values);
  }

  /**
   * A field as text; a number as it is written.
   *
   * @throws IllegalArgumentException if the result has no such field
   */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "a result of type " + line.type().id() + " without the field " + name);
    }
    return value;
  }

  /** An integer field. */
  public long count(String name) {
    return Long.parseLong(text(name));
  }

  /** What the result is about: the key of its decision, at most 264 code points. */
  public String key() {
    return switch (line.type()) {
      case ALERTS -> text("key");
      case CUSTOMER_ORDERS -> text("customer_id");
      case PRODUCT_REVENUE, FULFILLMENTS, ENRICHED_ORDERS -> text("product_id");
      case ENDPOINT_LATENCY -> text("endpoint_id");
      case DASHBOARD_MINUTES -> "dashboard";
      case SCORES -> text("series_id");
      case REJECTIONS, LATE -> text("stream");
      case ALERT_SIGNALS -> text("alert_id");
      case FAILED_LOGIN_WINDOWS -> text("user_id");
    };
  }

  /**
   * The alert's own id; of a signal that and its phase, so that an alert which is raised again has
   * the same one whatever it has observed. For other results see {@link #contentId}.
   */
  public String id() {
    return switch (line.type()) {
      case ALERTS -> text("alert_id");
      case ALERT_SIGNALS -> text("alert_id") + "-" + text("phase");
      default -> contentId(line);
    };
  }

  /**
   * An id that follows from the content: the first 32 hexadecimal digits of SHA-256 over the type's
   * name, a line feed, and the result's bytes.
   */
  public static String contentId(ResultLine line) {
    return ContentHash.of((line.type().id() + "\n").getBytes(StandardCharsets.UTF_8), line.json());
  }

  private static IllegalArgumentException broken(ResultLine line, @Nullable IOException cause) {
    return new IllegalArgumentException(
        "a result of type " + line.type().id() + " that is not a JSON object", cause);
  }
}
