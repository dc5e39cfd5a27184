package io.millrace.aws.tables;

import io.millrace.application.queries.AlertSpan;
import io.millrace.application.queries.EvidenceEvent;
import io.millrace.application.queries.EvidenceQueries;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The events behind alerts, in DynamoDB, where the installation keeps them. An alert has one item:
 * {@code alert_id}, and {@code events}, a list of maps with {@code event_id}, {@code stream} and
 * {@link Table#JSON}, the event as received.
 */
public final class DynamoEvidence implements EvidenceQueries {
  private final Items items;
  private final String table;

  /**
   * For one installation.
   *
   * @param client stays the caller's
   * @param prefix of the tables' names
   */
  public DynamoEvidence(DynamoDbAsyncClient client, String prefix, Clock clock) {
    this.items = new Items(client, clock);
    this.table = TableDefinition.EVIDENCE.named(prefix);
  }

  @Override
  public List<EvidenceEvent> events(AlertSpan alert) {
    return items.get(table, Map.of("alert_id", AttributeValue.fromS(alert.alertId()))).stream()
        .filter(item -> item.containsKey("events"))
        .flatMap(item -> item.get("events").l().stream())
        .map(event -> event(event.m()))
        .toList();
  }

  private static EvidenceEvent event(Map<String, AttributeValue> event) {
    return new EvidenceEvent(
        Items.text(event, "event_id"), Items.text(event, "stream"), Items.json(event));
  }
}
