package io.millrace.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.aws.testing.DynamoDbEmulator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

class TableCreatorTest {
  @Test
  void all_tables_are_created_and_what_is_there_stays() throws Exception {
    try (DynamoDbEmulator emulator = DynamoDbEmulator.start()) {
      TableCreator creator = new TableCreator(emulator.client(), "demo-");
      creator.createAll(Catalogue.installed());
      emulator
          .client()
          .putItem(
              put ->
                  put.tableName("demo-customer_orders")
                      .item(Map.of("customer_id", AttributeValue.fromS("c1"))))
          .join();

      creator.createAll(Catalogue.installed());

      for (Table table : Table.all(Catalogue.installed())) {
        String name = table.named("demo-");
        TableDescription created =
            emulator.client().describeTable(request -> request.tableName(name)).join().table();
        assertThat(created.billingModeSummary().billingMode())
            .isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(created.globalSecondaryIndexes())
            .extracting(GlobalSecondaryIndexDescription::indexName)
            .containsExactlyInAnyOrderElementsOf(
                table.indexes().stream().map(Table.Index::name).toList());
        TimeToLiveDescription timeToLive =
            emulator
                .client()
                .describeTimeToLive(request -> request.tableName(name))
                .join()
                .timeToLiveDescription();
        assertThat(timeToLive.attributeName()).isEqualTo(Table.EXPIRES_AT);
      }
      assertThat(
              emulator
                  .client()
                  .scan(request -> request.tableName("demo-customer_orders"))
                  .join()
                  .count())
          .isEqualTo(1);
    }
  }
}
