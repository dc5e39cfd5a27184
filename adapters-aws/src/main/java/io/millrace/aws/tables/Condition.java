package io.millrace.aws.tables;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What a query asks: one partition of a table or of an index, and a range of its sort key. */
final class Condition {
  private final QueryRequest.Builder request;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();
  private final StringBuilder filter = new StringBuilder();
  private String key = "#partition = :partition";

  private Condition(String table, @Nullable String index, String partition, String value) {
    request = QueryRequest.builder().tableName(table).indexName(index);
    names.put("#partition", partition);
    values.put(":partition", AttributeValue.fromS(value));
  }

  /** Items of a partition of the table itself. */
  static Condition in(String table, Table.Key key, String partition) {
    return new Condition(table, null, key.partition(), partition);
  }

  /** Items of a partition of an index. */
  static Condition in(String table, Table.Index index, String partition) {
    return new Condition(table, index.name(), index.partition(), partition);
  }

  /** Where an attribute of the key lies in a range; both ends included. */
  Condition between(String sort, String low, String high) {
    names.put("#sort", sort);
    values.put(":low", AttributeValue.fromS(low));
    values.put(":high", AttributeValue.fromS(high));
    key = "#partition = :partition AND #sort BETWEEN :low AND :high";
    return this;
  }

  /** Where another attribute has a value; null for any. */
  Condition where(String attribute, @Nullable String value) {
    if (value != null) {
      filter.append(filter.isEmpty() ? "" : " AND ");
      filter.append('#').append(attribute).append(" = :").append(attribute);
      names.put("#" + attribute, attribute);
      values.put(":" + attribute, AttributeValue.fromS(value));
    }
    return this;
  }

  boolean isFiltered() {
    return !filter.isEmpty();
  }

  /** Items in ascending order. */
  QueryRequest ascending() {
    return build(true).build();
  }

  /**
   * Items in descending order.
   *
   * @param looked how many one answer looks at
   */
  QueryRequest descending(int looked) {
    return build(false).limit(looked).build();
  }

  private QueryRequest.Builder build(boolean forward) {
    if (isFiltered()) {
      request.filterExpression(filter.toString());
    }
    return request
        .keyConditionExpression(key)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .scanIndexForward(forward);
  }
}
