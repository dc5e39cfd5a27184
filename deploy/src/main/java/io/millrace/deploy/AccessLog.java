package io.millrace.deploy;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * Who asked the dashboard for what: a bucket that the load balancer of this account puts its access
 * log into, and where nothing stays longer than other logs. It is encrypted with S3's own keys:
 * load balancers can use no other.
 */
final class AccessLog extends Construct {
  private final Bucket bucket;

  AccessLog(Construct scope, DeployOptions options) {
    super(scope, "AccessLog");
    bucket =
        Bucket.Builder.create(this, "Bucket")
            .bucketName(options.bucket() + "-access")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("old")
                        .expiration(Duration.days(options.logDays()))
                        .build()))
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    bucket.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(new ServicePrincipal("logdelivery.elasticloadbalancing.amazonaws.com")))
            .actions(List.of("s3:PutObject"))
            .resources(List.of(bucket.arnForObjects("AWSLogs/" + options.account() + "/*")))
            .build());
  }

  String name() {
    return bucket.getBucketName();
  }
}
