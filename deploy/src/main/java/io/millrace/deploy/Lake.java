package io.millrace.deploy;

import io.millrace.application.wire.ResultType;
import io.millrace.aws.s3.S3Location;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * What is kept in S3, in one bucket of the stack:
 *
 * <pre>
 * results/RESULT/day=2026-11-23/   Parquet, a table each for Athena
 * raw/2026-11-23/STREAM/           records as they came in, which backfill reads
 * failed/                          what Firehose could not deliver or convert
 * dead-letters/, reference/        as the properties of the job say
 * </pre>
 *
 * Days are those of arrival, in UTC.
 */
final class Lake extends Construct {
  private static final int NONCURRENT_DAYS = 30;

  private final Deployment deployment;
  private final Rights job;
  private final IBucket bucket;
  private final Map<String, IBucket> others = new HashMap<>();

  Lake(Construct scope, Deployment deployment, Rights job, Map<String, IStream> sources) {
    super(scope, "Lake");
    this.deployment = deployment;
    this.job = job;
    bucket = bucket(deployment.options());
    deadLetters();
    deployment.settings().sources().forEach(this::reference);
    CfnDatabase database = database();
    Deliveries deliveries = new Deliveries(this, bucket, database, deployment.options());
    Map<String, ResultType> delivered = new HashMap<>();
    for (SinkSettings.Firehose sink : deployment.sinks(SinkSettings.Firehose.class)) {
      ResultType type = sink.results().iterator().next();
      if (delivered.put(sink.deliveryStream(), type) == null) {
        String arn = deliveries.results(sink.deliveryStream(), type);
        job.allow(List.of("firehose:PutRecordBatch"), arn);
      }
    }
    if (deployment.options().archiveDays() > 0) {
      sources.forEach(deliveries::archive);
    }
  }

  private Bucket bucket(DeployOptions options) {
    Bucket.Builder builder =
        Bucket.Builder.create(this, "Bucket")
            .bucketName(options.bucket())
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .versioned(true)
            .removalPolicy(RemovalPolicy.RETAIN);
    LifecycleRule leftovers =
        LifecycleRule.builder()
            .id("leftovers")
            .abortIncompleteMultipartUploadAfter(Duration.days(1))
            .noncurrentVersionExpiration(Duration.days(NONCURRENT_DAYS))
            .build();
    if (options.archiveDays() == 0) {
      return builder.lifecycleRules(List.of(leftovers)).build();
    }
    LifecycleRule archive =
        LifecycleRule.builder()
            .id("archive")
            .prefix(Deliveries.RAW)
            .expiration(Duration.days(options.archiveDays()))
            .build();
    return builder.lifecycleRules(List.of(leftovers, archive)).build();
  }

  private CfnDatabase database() {
    return CfnDatabase.Builder.create(this, "Database")
        .catalogId(deployment.options().account())
        .databaseInput(
            CfnDatabase.DatabaseInputProperty.builder()
                .name(deployment.options().database())
                .description("Results of Millrace")
                .build())
        .build();
  }

  /** The writer asks first whether the bucket is there. */
  private void deadLetters() {
    S3Location letters = S3Location.parse(deployment.settings().deadLetters().toString());
    IBucket at = at(letters);
    job.allow(List.of("s3:PutObject"), at.arnForObjects(letters.prefix() + "*"));
    job.allow(List.of("s3:ListBucket"), at.getBucketArn());
  }

  private void reference(SourceSettings source) {
    if (source instanceof SourceSettings.S3 s3) {
      S3Location location = S3Location.parse(s3.prefix().toString());
      IBucket at = at(location);
      job.allow(List.of("s3:GetObject"), at.arnForObjects(location.prefix() + "*"));
      job.allow(List.of("s3:ListBucket"), at.getBucketArn());
    }
  }

  private IBucket at(S3Location location) {
    return location.bucket().equals(deployment.options().bucket())
        ? bucket
        : others.computeIfAbsent(
            location.bucket(), name -> Bucket.fromBucketName(this, name, name));
  }
}
