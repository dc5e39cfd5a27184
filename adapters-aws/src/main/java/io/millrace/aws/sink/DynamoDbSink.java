package io.millrace.aws.sink;

import io.millrace.application.queries.WindowSize;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.tables.Retention;
import io.millrace.aws.tables.StoredWindows;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableItem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Results into their {@link Table tables}, one an item. Each write is on condition that the item is
 * not there or is no newer, so that what is written twice or late changes nothing: at least once in
 * calls, exactly once in effect. Writes take no batch, because DynamoDB's batches know no
 * conditions; they go out side by side, and of several items of one key that wait together only the
 * newest. Signals move the item of their alert: from raised to withdrawn or confirmed, and never
 * back.
 */
public final class DynamoDbSink {
  private static final int ITEM_BYTES = 400 << 10;
  private static final int BATCH = 25;

  /** A call takes one item where other services take hundreds. */
  private static final int ITEMS_FOR_A_BATCH = 2;

  private static final Limits LIMITS = new Limits(BATCH, (long) BATCH * ITEM_BYTES, ITEM_BYTES);
  private static final String IS_NEWER = "#revision <= :revision";
  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9_.-]{0,128}");

  private DynamoDbSink() {}

  /**
   * A sink into the tables of an installation, which exist.
   *
   * @param prefix of the tables' names
   * @param types what will come
   * @param windows the windows that results have, which their readers must know
   * @throws IllegalArgumentException if one of the types has no table, or no table can have such a
   *     prefix
   */
  public static Sink<ResultLine> to(
      AwsAccess access,
      String prefix,
      Set<ResultType> types,
      Map<ResultType, WindowSize> windows,
      Retention retention,
      DeadLetters deadLetters,
      SinkOptions options) {
    return to(access, prefix, types, windows, retention, deadLetters, options, Clock.systemUTC());
  }

  static Sink<ResultLine> to(
      AwsAccess access,
      String prefix,
      Set<ResultType> types,
      Map<ResultType, WindowSize> windows,
      Retention retention,
      DeadLetters deadLetters,
      SinkOptions options,
      Clock clock) {
    NameCheck.check("the prefix of tables", prefix, PREFIX);
    for (ResultType type : types) {
      if (TableItem.table(type).isEmpty()) {
        throw new IllegalArgumentException("there is no table for " + type.id());
      }
    }
    Tables tables =
        new Tables(access, prefix, Set.copyOf(types), Map.copyOf(windows), retention, clock);
    return new BatchingSink<>(tables, deadLetters, options);
  }

  record Tables(
      AwsAccess access,
      String name,
      Set<ResultType> types,
      Map<ResultType, WindowSize> windows,
      Retention retention,
      Clock clock)
      implements Target<TableItem> {
    private static final long serialVersionUID = 1;

    @Override
    public String kind() {
      return "dynamodb";
    }

    @Override
    public String described() {
      return "one of the DynamoDB tables " + name + "*";
    }

    @Override
    public Limits limits() {
      return LIMITS;
    }

    @Override
    public int calls(SinkOptions options) {
      return options.maxInFlight() * ITEMS_FOR_A_BATCH;
    }

    @Override
    public TableItem request(ResultLine line) {
      if (!types.contains(line.type())) {
        throw new IllegalStateException(
            "a result of type " + line.type().id() + " in a sink that was set up for " + types);
      }
      return TableItem.of(line);
    }

    @Override
    public long size(TableItem request) {
      return request.bytes();
    }

    @Override
    public Sender<TableItem> open(SinkOptions options) {
      return Clients.sender(
          DynamoDbAsyncClient.builder(),
          access,
          options,
          openCalls(options),
          client -> new Puts(this, client)::send);
    }
  }

  private static final class Puts {
    private final Tables tables;
    private final DynamoDbAsyncClient client;

    /** Done when readers can know what windows there are; no result is written before. */
    private CompletableFuture<?> windows =
        CompletableFuture.failedFuture(new IllegalStateException("not written yet"));

    Puts(Tables tables, DynamoDbAsyncClient client) {
      this.tables = tables;
      this.client = client;
    }

    /** A call a key: it writes the newest value, and decides what becomes of the others. */
    List<Call> send(List<TableItem> batch) {
      if (windows.isCompletedExceptionally()) {
        windows = writeWindows();
      }
      Map<TableItem.Key, List<Integer>> byKey = new LinkedHashMap<>();
      for (int i = 0; i < batch.size(); i++) {
        byKey.computeIfAbsent(batch.get(i).key(), none -> new ArrayList<>()).add(i);
      }
      return byKey.values().stream().map(places -> call(batch, places)).toList();
    }

    private CompletableFuture<?> writeWindows() {
      return CompletableFuture.allOf(
          tables.windows().entrySet().stream()
              .filter(window -> tables.types().contains(window.getKey()))
              .map(window -> put(TableItem.table(window.getKey()).orElseThrow(), window.getValue()))
              .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<?> put(Table table, WindowSize size) {
      return client.putItem(
          PutItemRequest.builder()
              .tableName(table.named(tables.name()))
              .item(StoredWindows.item(table, size, tables.clock().instant()))
              .build());
    }

    private CompletableFuture<?> write(TableItem item) {
      return item.isValue() ? client.putItem(request(item)) : client.updateItem(move(item));
    }

    private Call call(List<TableItem> batch, List<Integer> places) {
      int newest =
          places.stream()
              .reduce((i, j) -> batch.get(j).revision() >= batch.get(i).revision() ? j : i)
              .orElseThrow();
      TableItem item = batch.get(newest);
      CompletableFuture<?> written =
          windows.isDone() ? write(item) : windows.thenCompose(unused -> write(item));
      return new Call(
          places,
          written
              .handle((done, error) -> outcome(item, error))
              .thenApply(
                  outcome ->
                      places.stream()
                          .map(i -> i == newest ? outcome : superseded(outcome))
                          .toList()),
          () -> written.cancel(true));
    }

    /** An older value of a key goes where the newer one has gone, or comes again. */
    private static WriteOutcome superseded(WriteOutcome newer) {
      return switch (newer.kind()) {
        case WRITTEN, STALE -> WriteOutcome.STALE;
        case RETRY, FATAL -> newer;
        case REFUSED -> new WriteOutcome(WriteOutcome.Kind.RETRY, newer.detail());
      };
    }

    /** Moves an alert on without its content; where it is not there yet, none comes any more. */
    private UpdateItemRequest move(TableItem signal) {
      String partition = signal.table().key().partition();
      Map<String, AttributeValue> key = Map.of(partition, signal.key().partition());
      Map<String, AttributeValue> values = new HashMap<>();
      Map<String, String> names = new HashMap<>();
      List<String> sets = new ArrayList<>();
      attributes(signal)
          .forEach(
              (name, value) -> {
                names.put("#" + name, name);
                if (!name.equals(partition)) {
                  values.put(":" + name, value);
                  sets.add("#" + name + " = :" + name);
                }
              });
      return UpdateItemRequest.builder()
          .tableName(signal.table().named(tables.name()))
          .key(key)
          .updateExpression("SET " + String.join(", ", sets))
          .conditionExpression("attribute_not_exists(#" + partition + ") OR " + IS_NEWER)
          .expressionAttributeNames(names)
          .expressionAttributeValues(values)
          .build();
    }

    private Map<String, AttributeValue> attributes(TableItem item) {
      Map<String, AttributeValue> attributes = new HashMap<>(item.attributes());
      OptionalLong expiresAt = tables.retention().expiresAt(item.table(), tables.clock().instant());
      expiresAt.ifPresent(at -> attributes.put(Table.EXPIRES_AT, TableItem.number(at)));
      return attributes;
    }

    private PutItemRequest request(TableItem item) {
      return PutItemRequest.builder()
          .tableName(item.table().named(tables.name()))
          .item(attributes(item))
          .conditionExpression("attribute_not_exists(#key) OR " + IS_NEWER)
          .expressionAttributeNames(
              Map.of("#key", item.table().key().partition(), "#revision", Table.REVISION))
          .expressionAttributeValues(Map.of(":revision", TableItem.number(item.revision())))
          .build();
    }

    private static WriteOutcome outcome(TableItem item, @Nullable Throwable error) {
      if (error == null) {
        return WriteOutcome.WRITTEN;
      }
      Throwable cause =
          error instanceof CompletionException && error.getCause() != null
              ? error.getCause()
              : error;
      if (cause instanceof ConditionalCheckFailedException) {
        return WriteOutcome.STALE;
      }
      if (cause instanceof DynamoDbException refusal && isAboutKeys(refusal)) {
        return new WriteOutcome(
            WriteOutcome.Kind.FATAL,
            "has other keys than " + item.table().type().id() + " should have: create it anew");
      }
      return ServiceErrors.of(cause);
    }

    /** A table with other keys refuses every item, which is not the items' fault. */
    private static boolean isAboutKeys(DynamoDbException refusal) {
      String message = String.valueOf(refusal.getMessage());
      return message.contains("Missing the key") || message.contains("Type mismatch for key");
    }
  }
}
