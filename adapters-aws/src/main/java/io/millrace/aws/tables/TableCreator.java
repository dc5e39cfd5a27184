package io.millrace.aws.tables;

import io.millrace.application.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Creates the tables of an installation: billed on demand, with their indexes, with time to live.
 * What is there already stays as it is, so that it can be done again.
 */
public final class TableCreator {
  private final DynamoDbAsyncClient client;
  private final String prefix;

  /**
   * For one installation.
   *
   * @param client stays the caller's
   * @param prefix of the tables' names
   */
  public TableCreator(DynamoDbAsyncClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /**
   * Creates what is missing and waits until all can be used.
   *
   * @throws CompletionException if AWS refuses
   */
  public void createAll(Catalogue catalogue) {
    for (TableDefinition table : TableDefinition.all(catalogue)) {
      create(table);
    }
    for (TableDefinition table : TableDefinition.all(catalogue)) {
      String name = table.named(prefix);
      client.waiter().waitUntilTableExists(request -> request.tableName(name)).join();
      expire(name);
    }
  }

  private void create(TableDefinition table) {
    client
        .createTable(request(table))
        .exceptionally(
            error -> {
              if (error.getCause() instanceof ResourceInUseException) {
                return null; // there already
              }
              throw new CompletionException(error.getCause());
            })
        .join();
  }

  private CreateTableRequest request(TableDefinition table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.named(prefix))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(keyAttributes(table))
            .keySchema(schema(table.key()));
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(
          table.indexes().stream().map(TableCreator::globalIndex).toList());
    }
    return request.build();
  }

  private static List<AttributeDefinition> keyAttributes(TableDefinition table) {
    Set<String> names = new TreeSet<>();
    schema(table.key()).forEach(key -> names.add(key.attributeName()));
    for (Table.Index index : table.indexes()) {
      names.add(index.partition());
      names.add(index.sort());
    }
    return names.stream()
        .map(
            name ->
                AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(ScalarAttributeType.S)
                    .build())
        .toList();
  }

  private static List<KeySchemaElement> schema(Table.Key key) {
    List<KeySchemaElement> schema = new ArrayList<>();
    schema.add(element(key.partition(), KeyType.HASH));
    if (key.sort() != null) {
      schema.add(element(key.sort(), KeyType.RANGE));
    }
    return schema;
  }

  private static GlobalSecondaryIndex globalIndex(Table.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(new Table.Key(index.partition(), index.sort())))
        .projection(projection -> projection.projectionType(ProjectionType.ALL))
        .build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private void expire(String name) {
    TimeToLiveStatus status =
        client
            .describeTimeToLive(request -> request.tableName(name))
            .join()
            .timeToLiveDescription()
            .timeToLiveStatus();
    if (status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING) {
      return;
    }
    client
        .updateTimeToLive(
            request ->
                request
                    .tableName(name)
                    .timeToLiveSpecification(
                        ttl -> ttl.enabled(true).attributeName(Table.EXPIRES_AT)))
        .join();
  }
}
