package io.millrace.aws.tables;

import io.millrace.application.queries.QueriesUnavailable;
import io.millrace.domain.result.AlertPhase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads items, waiting at most ten seconds a call, and hides what has expired. */
final class Items {
  private static final long CALL_SECONDS = 10;

  /** As many keys as DynamoDB takes. */
  private static final int BATCH = 100;

  private static final int MAX_ANSWERS = 8;

  private final DynamoDbAsyncClient client;
  private final Clock clock;

  Items(DynamoDbAsyncClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  Optional<Map<String, AttributeValue>> get(String table, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item =
        await(client.getItem(request -> request.tableName(table).key(key))).item();
    return item.isEmpty() || !TableItem.notExpired(item, clock.instant())
        ? Optional.empty()
        : Optional.of(item);
  }

  /** Items by their keys, all different, in no order. */
  List<Map<String, AttributeValue>> get(String table, List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += BATCH) {
      List<Map<String, AttributeValue>> batch = keys.subList(i, Math.min(i + BATCH, keys.size()));
      Map<String, KeysAndAttributes> asked =
          Map.of(table, KeysAndAttributes.builder().keys(batch).build());
      for (int answers = 0; !asked.isEmpty(); answers++) {
        if (answers == MAX_ANSWERS) {
          throw new QueriesUnavailable("DynamoDB answers too little of " + table);
        }
        Map<String, KeysAndAttributes> rest = asked;
        BatchGetItemResponse answer =
            await(client.batchGetItem(request -> request.requestItems(rest)));
        found.addAll(answer.responses().getOrDefault(table, List.of()));
        asked = answer.unprocessedKeys(); // more than 16 MB, or too fast for the table
      }
    }
    Instant now = clock.instant();
    return found.stream().filter(item -> TableItem.notExpired(item, now)).toList();
  }

  /** Starts a query. */
  CompletableFuture<QueryResponse> start(QueryRequest query) {
    return client.query(query);
  }

  /** What a query found so far, without what has expired. */
  List<Map<String, AttributeValue>> live(QueryResponse found) {
    Instant now = clock.instant();
    return found.items().stream().filter(item -> TableItem.notExpired(item, now)).toList();
  }

  /** Everything that a query finds whose first answer is there. */
  List<Map<String, AttributeValue>> rest(QueryRequest query, QueryResponse first, int most) {
    List<Map<String, AttributeValue>> found = new ArrayList<>(live(first));
    QueryResponse page = first;
    while (page.hasLastEvaluatedKey() && found.size() < most) {
      page = await(start(query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build()));
      found.addAll(live(page));
    }
    return found;
  }

  /**
   * Waits for an answer.
   *
   * @throws QueriesUnavailable if there is none in time, or AWS refuses
   */
  static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(CALL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new QueriesUnavailable("DynamoDB cannot be asked", e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new QueriesUnavailable("DynamoDB does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueriesUnavailable("interrupted while waiting for DynamoDB", e);
    }
  }

  /** The result; of an alert that is not confirmed also its phase, as the last field. */
  static byte[] json(Map<String, AttributeValue> item) {
    String json = text(item, Table.JSON);
    AttributeValue phase = item.get(Table.PHASE);
    if (phase != null && !phase.s().equals(AlertPhase.CONFIRMED.name())) {
      json = json.substring(0, json.length() - 1) + ",\"phase\":\"" + phase.s() + "\"}";
    }
    return json.getBytes(StandardCharsets.UTF_8);
  }

  static String text(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value = item.get(attribute);
    if (value == null || value.s() == null) {
      throw new IllegalStateException("an item without the text " + attribute);
    }
    return value.s();
  }
}
