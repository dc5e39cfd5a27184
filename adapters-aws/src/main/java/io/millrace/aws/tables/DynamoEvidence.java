package io.millrace.aws.tables;

import io.millrace.application.queries.EvidenceEvent;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.EvidenceStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The events behind alerts, in DynamoDB; kept as long as the alerts. */
public final class DynamoEvidence implements EvidenceQueries, EvidenceStore {
  private final Items items;
  private final String table;
  private final Retention retention;

  /**
   * For one installation.
   *
   * @param client stays the caller's
   * @param prefix of the tables' names
   */
  public DynamoEvidence(
      DynamoDbAsyncClient client, String prefix, Retention retention, Clock clock) {
    this.items = new Items(client, clock);
    this.table = TableDefinition.EVIDENCE.named(prefix);
    this.retention = retention;
  }

  @Override
  public List<EvidenceEvent> events(String alertId) {
    return items
        .get(table, Map.of("alert_id", AttributeValue.fromS(alertId)))
        .map(EvidenceItem::events)
        .orElse(List.of());
  }

  @Override
  public void keep(String alertId, List<EvidenceEvent> events) {
    items.put(
        table, EvidenceItem.of(alertId, events, retention.expiresAt(Table.ALERTS, items.now())));
  }
}
