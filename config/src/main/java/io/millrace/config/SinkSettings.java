package io.millrace.config;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.tables.Retention;
import io.millrace.aws.tables.TableDefinition;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where some of the results go. */
public sealed interface SinkSettings {
  /** What the user calls it; part of the uid of its operator. */
  String name();

  /** The results that go there. */
  Set<ResultType> results();

  /** A service of AWS. */
  sealed interface OnAws extends SinkSettings {
    AwsAccess access();

    /** How often a record is tried before it is a dead letter. */
    int attempts();
  }

  /** A stream in Kinesis. */
  record Kinesis(
      String name, Set<ResultType> results, AwsAccess access, int attempts, String stream)
      implements OnAws {}

  /** A delivery stream of Firehose. */
  record Firehose(
      String name, Set<ResultType> results, AwsAccess access, int attempts, String deliveryStream)
      implements OnAws {}

  /** Files in a folder on this machine, in one folder a type. */
  record Files(String name, Set<ResultType> results, URI folder) implements SinkSettings {}

  /**
   * Topics of Kafka, one a result.
   *
   * @param topicPrefix what the topics' names begin with
   * @param maxRecordBytes the most that key, value and headers of a record may have
   * @param transactions null to deliver at least once
   */
  record Kafka(
      String name,
      Set<ResultType> results,
      KafkaAccess access,
      String topicPrefix,
      int maxRecordBytes,
      @Nullable Transactions transactions)
      implements SinkSettings {}

  /**
   * Results arrive exactly once.
   *
   * @param prefix what the names of transactions begin with, in no other sink of the cluster
   * @param timeoutMs how long one may be open
   */
  record Transactions(String prefix, int timeoutMs) {}

  /** A topic of SNS. */
  record Sns(String name, Set<ResultType> results, AwsAccess access, int attempts, String topicArn)
      implements OnAws {}

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
      implements OnAws {
    /** The names of all tables of the installation: those of results, and that of evidence. */
    public List<String> tables(Catalogue catalogue) {
      return TableDefinition.all(catalogue).stream().map(table -> table.named(prefix)).toList();
    }
  }
}
