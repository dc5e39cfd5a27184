package io.millrace.aws.tables;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.result.RaisedAlert;
import io.millrace.domain.result.AlertPhase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
  /** Seconds since 1970 have ten digits until 2286. */
  private static final int EXPIRES_AT_BYTES = Table.EXPIRES_AT.length() + numberBytes(10);

  /** What makes two items the same one. */
  public record Key(Table table, AttributeValue partition, @Nullable AttributeValue sort) {}

  /** The table that holds results of a type, or what they say, if there is one. */
  public static Optional<Table> table(ResultType type) {
    if (type.equals(ResultType.ALERT_SIGNALS)) {
      return Optional.of(Table.ALERTS); // they move its items
    }
    return Table.of(type);
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
    if (line.type().equals(ResultType.ALERT_SIGNALS)) {
      return ofSignal(line);
    }
    long revision = line.revision();
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(Table.JSON, text(new String(line.json(), StandardCharsets.UTF_8)));
    attributes.put(Table.REVISION, number(revision));
    table.attributes(line).forEach((name, value) -> attributes.put(name, text(value)));
    return new TableItem(table, Map.copyOf(attributes), revision);
  }

  /** The alert if it holds one, and else nothing but its id; and the phase. */
  private static TableItem ofSignal(ResultLine signal) {
    AlertPhase phase = AlertPhase.valueOf(signal.text("phase"));
    long revision = revision(phase);
    Map<String, AttributeValue> attributes = new HashMap<>();
    RaisedAlert.in(signal).ifPresent(alert -> attributes.putAll(of(alert).attributes));
    attributes.put("alert_id", text(signal.text("alert_id")));
    attributes.put(Table.PHASE, text(phase.name()));
    attributes.put(Table.REVISION, number(revision));
    return new TableItem(Table.ALERTS, Map.copyOf(attributes), revision);
  }

  /** Whether this is a value; else it says of the value that is there how far it has come. */
  public boolean isValue() {
    return attributes.containsKey(Table.JSON);
  }

  /** In the order of the phases, and below that of an alert which is decided. */
  private static long revision(AlertPhase phase) {
    return switch (phase) {
      case RAISED -> -3;
      case WITHDRAWN -> -2;
      case CONFIRMED -> -1;
    };
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
