package io.millrace.deploy;

import io.millrace.application.wire.ResultType;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableDefinition;
import io.millrace.config.SinkSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/**
 * The tables of DynamoDB, by the definitions that the sink writes by and the dashboard reads by:
 * billed on demand, encrypted, with time to live, and recoverable to any second of 35 days.
 */
final class ResultTables extends Construct {
  private static final List<String> WRITE = List.of("dynamodb:PutItem");

  ResultTables(Construct scope, Deployment deployment, Rights job) {
    super(scope, "Tables");
    Set<String> created = new HashSet<>();
    for (SinkSettings.DynamoDb sink : deployment.sinks(SinkSettings.DynamoDb.class)) {
      for (TableDefinition definition : TableDefinition.all(deployment.settings().catalogue())) {
        if (created.add(definition.named(sink.prefix()))) {
          String arn = create(definition, sink.prefix()).getTableArn();
          if (isWritten(definition, sink.results())) {
            job.allow(WRITE, arn);
          }
        }
      }
    }
  }

  private static boolean isWritten(TableDefinition definition, Set<ResultType> results) {
    return results.stream().anyMatch(type -> type.id().equals(definition.name()));
  }

  private software.amazon.awscdk.services.dynamodb.Table create(
      TableDefinition definition, String prefix) {
    software.amazon.awscdk.services.dynamodb.Table.Builder builder =
        software.amazon.awscdk.services.dynamodb.Table.Builder.create(
                this, definition.named(prefix))
            .tableName(definition.named(prefix))
            .partitionKey(text(definition.key().partition()))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .encryption(TableEncryption.AWS_MANAGED)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute(Table.EXPIRES_AT)
            .deletionProtection(true)
            .removalPolicy(RemovalPolicy.RETAIN);
    String sort = definition.key().sort();
    if (sort != null) {
      builder.sortKey(text(sort));
    }
    software.amazon.awscdk.services.dynamodb.Table table = builder.build();
    for (Table.Index index : definition.indexes()) {
      table.addGlobalSecondaryIndex(
          GlobalSecondaryIndexProps.builder()
              .indexName(index.name())
              .partitionKey(text(index.partition()))
              .sortKey(text(index.sort()))
              .projectionType(ProjectionType.ALL)
              .build());
    }
    return table;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
