package io.millrace.aws.tables;

import io.millrace.application.queries.EvidenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The events of an alert as an item: {@code alert_id}, and {@code events}, a list of maps with
 * {@code event_id}, {@code stream} and {@link Table#JSON}, the event as received.
 */
final class EvidenceItem {
  private static final String EVENTS = "events";
  private static final String EVENT_ID = "event_id";
  private static final String STREAM = "stream";

  /** DynamoDB takes 400 KB an item; what is beside the events' JSON fits into the rest. */
  private static final int MAX_EVENT_BYTES = 350_000;

  private EvidenceItem() {}

  /** Events that are too long, or come after too many others, are left out. */
  static Map<String, AttributeValue> of(
      String alertId, List<EvidenceEvent> events, OptionalLong expiresAt) {
    List<AttributeValue> kept = new ArrayList<>();
    int bytes = 0;
    for (EvidenceEvent event : events) {
      boolean fits = bytes + event.json().length <= MAX_EVENT_BYTES;
      if (fits && event.json().length <= EvidenceEvent.MAX_BYTES) {
        kept.add(AttributeValue.fromM(attributes(event)));
        bytes += event.json().length;
      }
    }
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("alert_id", AttributeValue.fromS(alertId));
    item.put(EVENTS, AttributeValue.fromL(kept));
    expiresAt.ifPresent(seconds -> item.put(Table.EXPIRES_AT, TableItem.number(seconds)));
    return item;
  }

  private static Map<String, AttributeValue> attributes(EvidenceEvent event) {
    return Map.of(
        EVENT_ID,
        AttributeValue.fromS(event.eventId()),
        STREAM,
        AttributeValue.fromS(event.stream()),
        Table.JSON,
        AttributeValue.fromS(new String(event.json(), StandardCharsets.UTF_8)));
  }

  static List<EvidenceEvent> events(Map<String, AttributeValue> item) {
    AttributeValue events = item.get(EVENTS);
    return events == null ? List.of() : events.l().stream().map(EvidenceItem::event).toList();
  }

  private static EvidenceEvent event(AttributeValue value) {
    Map<String, AttributeValue> attributes = value.m();
    return new EvidenceEvent(
        Items.text(attributes, EVENT_ID), Items.text(attributes, STREAM), Items.json(attributes));
  }
}
