package io.millrace.bootstrap.config;

import io.millrace.aws.AwsAccess;
import io.millrace.aws.tables.Retention;
import io.millrace.domain.result.ResultType;
import java.net.URI;
import java.util.Set;

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

  /** Files in a folder on this machine, in one folder a type. */
  record Files(String name, Set<ResultType> results, AwsAccess access, int attempts, URI folder)
      implements SinkSettings {}

  /** A topic of SNS. */
  record Sns(String name, Set<ResultType> results, AwsAccess access, int attempts, String topicArn)
      implements SinkSettings {}

  /**
   * Tables in DynamoDB, one a result.
   *
   * @param prefix what the tables' names begin with
   * @param retention how long items are kept
   */
  record DynamoDb(
      String name,
      Set<ResultType> results,
      AwsAccess access,
      int attempts,
      String prefix,
      Retention retention)
      implements SinkSettings {}
}
