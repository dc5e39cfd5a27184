package io.millrace.deploy;

import io.millrace.application.wire.ResultType;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A table of Athena over one kind of result. Its days are projected from the name of the folders,
 * so that no crawler has to find them.
 */
final class LakeTable {
  private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";
  private static final String FIRST_DAY = "2026-01-01";

  private LakeTable() {}

  static CfnTable create(
      Construct scope, CfnDatabase database, IBucket bucket, String prefix, ResultType type) {
    String location = "s3://" + bucket.getBucketName() + "/" + prefix;
    return CfnTable.Builder.create(scope, "Table")
        .catalogId(database.getCatalogId())
        .databaseName(database.getRef())
        .tableInput(
            CfnTable.TableInputProperty.builder()
                .name(type.id())
                .tableType("EXTERNAL_TABLE")
                .partitionKeys(List.of(column("day", "string")))
                .parameters(
                    Map.of(
                        "classification", "parquet",
                        "projection.enabled", "true",
                        "projection.day.type", "date",
                        "projection.day.format", "yyyy-MM-dd",
                        "projection.day.range", FIRST_DAY + ",NOW+1DAY",
                        "storage.location.template", location + "day=${day}/"))
                .storageDescriptor(
                    CfnTable.StorageDescriptorProperty.builder()
                        .location(location)
                        .inputFormat(PARQUET + "MapredParquetInputFormat")
                        .outputFormat(PARQUET + "MapredParquetOutputFormat")
                        .serdeInfo(
                            CfnTable.SerdeInfoProperty.builder()
                                .serializationLibrary(PARQUET + "serde.ParquetHiveSerDe")
                                .build())
                        .columns(
                            AthenaColumns.of(type).entrySet().stream()
                                .map(entry -> column(entry.getKey(), entry.getValue()))
                                .toList())
                        .build())
                .build())
        .build();
  }

  /** From JSON into the columns of a table, and from there into Parquet. */
  static CfnDeliveryStream.DataFormatConversionConfigurationProperty conversion(
      CfnTable table, Role role, DeployOptions options) {
    return CfnDeliveryStream.DataFormatConversionConfigurationProperty.builder()
        .enabled(true)
        .inputFormatConfiguration(
            CfnDeliveryStream.InputFormatConfigurationProperty.builder()
                .deserializer(
                    CfnDeliveryStream.DeserializerProperty.builder()
                        .openXJsonSerDe(
                            CfnDeliveryStream.OpenXJsonSerDeProperty.builder()
                                .caseInsensitive(false)
                                .build())
                        .build())
                .build())
        .outputFormatConfiguration(
            CfnDeliveryStream.OutputFormatConfigurationProperty.builder()
                .serializer(
                    CfnDeliveryStream.SerializerProperty.builder()
                        .parquetSerDe(
                            CfnDeliveryStream.ParquetSerDeProperty.builder()
                                .compression("SNAPPY")
                                .build())
                        .build())
                .build())
        .schemaConfiguration(
            CfnDeliveryStream.SchemaConfigurationProperty.builder()
                .catalogId(options.account())
                .databaseName(options.database())
                .tableName(table.getRef())
                .region(options.region())
                .roleArn(role.getRoleArn())
                .versionId("LATEST")
                .build())
        .build();
  }

  private static CfnTable.ColumnProperty column(String name, String type) {
    return CfnTable.ColumnProperty.builder().name(name).type(type).build();
  }
}
