package io.millrace.deploy;

import io.millrace.application.wire.ResultType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.logs.CfnLogStream;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** Delivery streams of Firehose into one bucket, each with a role that may do what it must. */
final class Deliveries extends Construct {
  static final String RAW = "raw/";

  private static final String RESULTS = "results/";
  private static final String FAILED = "failed/";
  private static final String DAY = "!{timestamp:yyyy-MM-dd}/";

  /** The least that Firehose allows where it converts. */
  private static final int PARQUET_MB = 64;

  private static final int ARCHIVE_MB = 64;
  private static final int SECONDS = 300;

  private final IBucket bucket;
  private final CfnDatabase database;
  private final DeployOptions options;
  private final LogGroup log;

  Deliveries(Construct scope, IBucket bucket, CfnDatabase database, DeployOptions options) {
    super(scope, "Deliveries");
    this.bucket = bucket;
    this.database = database;
    this.options = options;
    this.log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/kinesisfirehose/" + options.prefix())
            .retention(options.logs())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }

  /** A delivery stream that the job writes one kind of result to; returns its ARN. */
  String results(String name, ResultType type) {
    Construct scope = new Construct(this, name);
    String prefix = RESULTS + type.id() + "/";
    CfnTable table = LakeTable.create(scope, database, bucket, prefix, type);
    Role role = role(scope, name, prefix + "*");
    Rights rights = new Rights(role);
    String glue = options.arn("glue", "");
    rights.allow(
        List.of("glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"),
        glue + "catalog",
        glue + "database/" + options.database(),
        glue + "table/" + options.database() + "/" + type.id());
    CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty destination =
        destination(scope, name, role, prefix + "day=" + DAY, PARQUET_MB)
            .compressionFormat("UNCOMPRESSED") // Parquet compresses itself
            .dataFormatConversionConfiguration(LakeTable.conversion(table, role, options))
            .build();
    CfnDeliveryStream stream = stream(scope, name, destination, role, null);
    stream.getNode().addDependency(table);
    return stream.getAttrArn();
  }

  /** Keeps what comes in over a stream, one record a line. */
  void archive(String name, IStream source) {
    Construct scope = new Construct(this, "raw-" + name);
    String delivery = options.prefix() + "-raw-" + name;
    Role role = role(scope, delivery, RAW + "*/" + name + "/*");
    new Rights(role)
        .allow(
            List.of(
                "kinesis:DescribeStream",
                "kinesis:ListShards",
                "kinesis:GetShardIterator",
                "kinesis:GetRecords"),
            source.getStreamArn());
    CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty destination =
        destination(scope, delivery, role, RAW + DAY + name + "/", ARCHIVE_MB)
            .compressionFormat("GZIP")
            .processingConfiguration(
                CfnDeliveryStream.ProcessingConfigurationProperty.builder()
                    .enabled(true)
                    .processors(
                        List.of(
                            processor("RecordDeAggregation", "SubRecordType", "JSON"),
                            processor("AppendDelimiterToRecord", "Delimiter", "\\n")))
                    .build())
            .build();
    stream(
        scope,
        delivery,
        destination,
        role,
        CfnDeliveryStream.KinesisStreamSourceConfigurationProperty.builder()
            .kinesisStreamArn(source.getStreamArn())
            .roleArn(role.getRoleArn())
            .build());
  }

  private Role role(Construct scope, String name, String keys) {
    Role role =
        Role.Builder.create(scope, "Role")
            .assumedBy(
                ServicePrincipal.Builder.create("firehose.amazonaws.com")
                    .conditions(Map.of("StringEquals", Map.of("sts:ExternalId", options.account())))
                    .build())
            .description("What the delivery stream " + name + " may do")
            .build();
    Rights rights = new Rights(role);
    rights.allow(
        List.of("s3:PutObject", "s3:AbortMultipartUpload"),
        bucket.arnForObjects(keys),
        bucket.arnForObjects(FAILED + name + "/*"));
    rights.allow(
        List.of("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"),
        bucket.getBucketArn());
    rights.allow(List.of("logs:PutLogEvents"), log.getLogGroupArn() + ":log-stream:" + name);
    return role;
  }

  private CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty.Builder destination(
      Construct scope, String name, Role role, String prefix, int megabytes) {
    CfnLogStream logStream =
        CfnLogStream.Builder.create(scope, "LogStream")
            .logGroupName(log.getLogGroupName())
            .logStreamName(name)
            .build();
    return CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty.builder()
        .bucketArn(bucket.getBucketArn())
        .roleArn(role.getRoleArn())
        .prefix(prefix)
        .errorOutputPrefix(FAILED + name + "/!{firehose:error-output-type}/" + DAY)
        .bufferingHints(
            CfnDeliveryStream.BufferingHintsProperty.builder()
                .intervalInSeconds(SECONDS)
                .sizeInMBs(megabytes)
                .build())
        .cloudWatchLoggingOptions(
            CfnDeliveryStream.CloudWatchLoggingOptionsProperty.builder()
                .enabled(true)
                .logGroupName(log.getLogGroupName())
                .logStreamName(logStream.getRef())
                .build());
  }

  private static CfnDeliveryStream stream(
      Construct scope,
      String name,
      CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty destination,
      Role role,
      CfnDeliveryStream.@Nullable KinesisStreamSourceConfigurationProperty source) {
    CfnDeliveryStream.Builder builder =
        CfnDeliveryStream.Builder.create(scope, "Delivery")
            .deliveryStreamName(name)
            .extendedS3DestinationConfiguration(destination);
    if (source == null) {
      builder
          .deliveryStreamType("DirectPut")
          .deliveryStreamEncryptionConfigurationInput(
              CfnDeliveryStream.DeliveryStreamEncryptionConfigurationInputProperty.builder()
                  .keyType("AWS_OWNED_CMK")
                  .build());
    } else {
      builder.deliveryStreamType("KinesisStreamAsSource").kinesisStreamSourceConfiguration(source);
    }
    CfnDeliveryStream stream = builder.build();
    stream.getNode().addDependency(role); // its policy too: Firehose tries it when it is created
    return stream;
  }

  private static CfnDeliveryStream.ProcessorProperty processor(
      String type, String parameter, String value) {
    return CfnDeliveryStream.ProcessorProperty.builder()
        .type(type)
        .parameters(
            List.of(
                CfnDeliveryStream.ProcessorParameterProperty.builder()
                    .parameterName(parameter)
                    .parameterValue(value)
                    .build()))
        .build();
  }
}
