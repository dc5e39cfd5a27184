package io.millrace.bootstrap.config;

import io.millrace.aws.AwsAccess;
import io.millrace.domain.result.ResultType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where some of the results go. */
public sealed interface SinkSettings {
  /** What the user calls it; part of the uid of its operator. */
  String name();

  /** The results that go there. */
  Set<ResultType> results();

  AwsAccess access();

  /** How often a record is tried before it is a dead letter. */
  int attempts();

  /** A stream in Kinesis. */
  record Kinesis(
      String name, Set<ResultType> results, AwsAccess access, int attempts, String stream)
      implements SinkSettings {}

  /** A delivery stream of Firehose. */
  record Firehose(
      String name, Set<ResultType> results, AwsAccess access, int attempts, String deliveryStream)
      implements SinkSettings {}

  /** A topic of SNS. */
  record Sns(String name, Set<ResultType> results, AwsAccess access, int attempts, String topicArn)
      implements SinkSettings {}

  /**
   * Tables in DynamoDB, one a result.
   *
   * @param prefix what the tables' names begin with
   * @param retentionDays after how many days an item of a table expires; null for never
   */
  record DynamoDb(
      String name,
      Set<ResultType> results,
      AwsAccess access,
      int attempts,
      String prefix,
      Map<ResultType, @Nullable Integer> retentionDays)
      implements SinkSettings {}
}
