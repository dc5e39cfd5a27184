package io.millrace.aws.tables;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.result.ParsedResult;
import io.millrace.aws.result.RaisedAlert;
import io.millrace.domain.result.AlertPhase;
import io.millrace.domain.result.ResultType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A result as an item of its table.
 *
 * @param attributes all but {@link Table#EXPIRES_AT}, which depends on when it is written
 * @param revision how many events the value has seen; see {@link Table#REVISION}
 */
public record TableItem(Table table, Map<String, AttributeValue> attributes, long revision) {
  private static final int DATE_LENGTH = "2026-11-23".length();

  /** Seconds since 1970 have ten digits until 2286. */
  private static final int EXPIRES_AT_BYTES = Table.EXPIRES_AT.length() + numberBytes(10);

  /** What makes two items the same one. */
  public record Key(Table table, AttributeValue partition, @Nullable AttributeValue sort) {}

  /** The table that holds results of a type, or what they say, if there is one. */
  public static Optional<Table> table(ResultType type) {
    if (type == ResultType.ALERT_SIGNALS) {
      return Optional.of(Table.ALERTS); // they move its items
    }
    return Arrays.stream(Table.values()).filter(table -> table.type() == type).findFirst();
  }

  /**
   * A result as an item.
   *
   * @throws IllegalArgumentException if there is no table for its type
   */
  public static TableItem of(ResultLine line) {
    Table table =
        table(line.type())
            .orElseThrow(
                () -> new IllegalArgumentException("there is no table for " + line.type().id()));
    if (line.type() == ResultType.ALERT_SIGNALS) {
      return ofSignal(line);
    }
    ParsedResult fields = ParsedResult.read(line);
    long revision = revision(table, fields);
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(Table.JSON, text(new String(line.json(), StandardCharsets.UTF_8)));
    attributes.put(Table.REVISION, number(revision));
    keys(table, fields).forEach((name, value) -> attributes.put(name, text(value)));
    return new TableItem(table, Map.copyOf(attributes), revision);
  }

  /** The alert if it holds one, and else nothing but its id; and the phase. */
  private static TableItem ofSignal(ResultLine signal) {
    ParsedResult fields = ParsedResult.read(signal);
    AlertPhase phase = AlertPhase.valueOf(fields.text("phase"));
    long revision = revision(phase);
    Map<String, AttributeValue> attributes = new HashMap<>();
    RaisedAlert.in(signal).ifPresent(alert -> attributes.putAll(of(alert).attributes));
    attributes.put("alert_id", text(fields.text("alert_id")));
    attributes.put(Table.PHASE, text(phase.name()));
    attributes.put(Table.REVISION, number(revision));
    return new TableItem(Table.ALERTS, Map.copyOf(attributes), revision);
  }

  /** Whether this is a value; else it says of the value that is there how far it has come. */
  public boolean isValue() {
    return attributes.containsKey(Table.JSON);
  }

  private static Map<String, String> keys(Table table, ParsedResult fields) {
    return switch (table) {
      case ALERTS ->
          Map.of(
              "alert_id", fields.id(),
              "key", fields.text("key"),
              "rule", fields.text("rule"),
              "severity", fields.text("severity"),
              "at", at(fields.text("event_time"), fields.id()));
      case DASHBOARD_MINUTES ->
          Map.of(
              "day", date(fields.text("window_start")),
              "window_start", fields.text("window_start"));
      case PRODUCT_REVENUE ->
          Map.of(
              "window_start", fields.text("window_start"),
              "product", fields.text("product_id") + "#" + fields.text("currency"),
              "product_id", fields.text("product_id"));
      case ENDPOINT_LATENCY ->
          Map.of(
              "endpoint_id", fields.text("endpoint_id"),
              "window_start", fields.text("window_start"));
      case FULFILLMENTS ->
          Map.of(
              "id", fields.id(),
              "order_id", fields.text("order_id"),
              "day", date(fields.text("decided_at")),
              "at", at(fields.text("decided_at"), fields.id()));
      case CUSTOMER_ORDERS -> Map.of("customer_id", fields.text("customer_id"));
    };
  }

  /** In the order of the phases, and below that of an alert which is decided. */
  private static long revision(AlertPhase phase) {
    return switch (phase) {
      case RAISED -> -3;
      case WITHDRAWN -> -2;
      case CONFIRMED -> -1;
    };
  }

  /** Never less for a value that has seen more: a minute may have seen nothing but logins. */
  private static long revision(Table table, ParsedResult fields) {
    return switch (table) {
      case ALERTS, FULFILLMENTS -> 0;
      case DASHBOARD_MINUTES ->
          fields.count("orders") + fields.count("requests") + fields.count("active_users");
      case PRODUCT_REVENUE, CUSTOMER_ORDERS -> fields.count("orders");
      case ENDPOINT_LATENCY -> fields.count("requests");
    };
  }

  private static String at(String time, String id) {
    return time + "#" + id;
  }

  private static String date(String time) {
    return time.substring(0, DATE_LENGTH);
  }

  /** The item's primary key. */
  public Key key() {
    String sort = table.key().sort();
    return new Key(
        table, attribute(table.key().partition()), sort == null ? null : attribute(sort));
  }

  private AttributeValue attribute(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("an item of " + table + " without " + name);
    }
    return value;
  }

  /**
   * The item's size as DynamoDB counts it, in bytes, at most a few more: zeros at the end of a
   * number are counted too.
   */
  public long bytes() {
    long bytes = EXPIRES_AT_BYTES;
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      AttributeValue value = attribute.getValue();
      bytes += utf8(attribute.getKey());
      bytes += value.s() == null ? numberBytes(value.n().length()) : utf8(value.s());
    }
    return bytes;
  }

  private static int numberBytes(int digits) {
    return (digits + 1) / 2 + 1;
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A number as an attribute. */
  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /** Whether readers may show an item. DynamoDB deletes what has expired days later. */
  public static boolean notExpired(Map<String, AttributeValue> item, Instant now) {
    AttributeValue expiresAt = item.get(Table.EXPIRES_AT);
    return expiresAt == null || Long.parseLong(expiresAt.n()) > now.getEpochSecond();
  }
}
