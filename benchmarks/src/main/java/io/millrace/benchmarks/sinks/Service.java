package io.millrace.benchmarks.sinks;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.sink.DynamoDbSink;
import io.millrace.aws.sink.FirehoseSink;
import io.millrace.aws.sink.KinesisSink;
import io.millrace.aws.sink.SinkOptions;
import io.millrace.aws.sink.SnsSink;
import io.millrace.aws.tables.Retention;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.sink2.Sink;

/** A service that a sink writes to, and how it answers. */
enum Service {
  DYNAMODB("PutItem", "ProvisionedThroughputExceededException") {
    @Override
    Sink<ResultLine> sink(AwsAccess access, DeadLetters letters) {
      return DynamoDbSink.to(
          access, PREFIX, Set.of(TYPE), Map.of(), Retention.DEFAULT, letters, SinkOptions.DEFAULT);
    }

    @Override
    int entries(String body) {
      return 1;
    }

    @Override
    String done(int entries) {
      return "{}";
    }
  },
  KINESIS("PutRecords", "ProvisionedThroughputExceededException") {
    @Override
    Sink<ResultLine> sink(AwsAccess access, DeadLetters letters) {
      return KinesisSink.to(access, new StreamName("bench"), letters, SinkOptions.DEFAULT);
    }

    @Override
    int entries(String body) {
      return count(body, "\"PartitionKey\"");
    }

    @Override
    String done(int entries) {
      return "{\"FailedRecordCount\":0,\"Records\":["
          + repeated("{\"SequenceNumber\":\"1\",\"ShardId\":\"s\"}", entries)
          + "]}";
    }
  },
  FIREHOSE("PutRecordBatch", "ServiceUnavailableException") {
    @Override
    Sink<ResultLine> sink(AwsAccess access, DeadLetters letters) {
      return FirehoseSink.to(access, "bench", letters, SinkOptions.DEFAULT);
    }

    @Override
    int entries(String body) {
      return count(body, "\"Data\"");
    }

    @Override
    String done(int entries) {
      return "{\"FailedPutCount\":0,\"RequestResponses\":["
          + repeated("{\"RecordId\":\"1\"}", entries)
          + "]}";
    }
  },
  SNS("PublishBatch", "ThrottledException") {
    @Override
    Sink<ResultLine> sink(AwsAccess access, DeadLetters letters) {
      return SnsSink.to(
          access, "arn:aws:sns:eu-central-1:123456789012:bench", letters, SinkOptions.DEFAULT);
    }

    @Override
    int entries(String body) {
      return count(body, ".Id=");
    }

    @Override
    String done(int entries) {
      StringBuilder members = new StringBuilder();
      for (int i = 0; i < entries; i++) {
        members.append("<member><Id>" + i + "</Id><MessageId>m</MessageId></member>");
      }
      return "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
          + "<PublishBatchResult><Successful>"
          + members
          + "</Successful><Failed/></PublishBatchResult></PublishBatchResponse>";
    }

    @Override
    String failure(String code) {
      return "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender"
          + "</Type><Code>"
          + code
          + "</Code><Message>as told</Message></Error></ErrorResponse>";
    }
  };

  static final String PREFIX = "bench_";
  static final ResultType TYPE = ResultType.PRODUCT_REVENUE;

  /** What writes. */
  final String call;

  /** What it says when it throttles. */
  final String throttled;

  Service(String call, String throttled) {
    this.call = call;
    this.throttled = throttled;
  }

  abstract Sink<ResultLine> sink(AwsAccess access, DeadLetters letters);

  /** How many entries a call has. */
  abstract int entries(String body);

  /** The answer when all are taken. */
  abstract String done(int entries);

  String failure(String code) {
    return "{\"__type\":\"" + code + "\",\"message\":\"as told\"}";
  }

  private static int count(String body, String what) {
    Matcher matcher = Pattern.compile(what, Pattern.LITERAL).matcher(body);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  private static String repeated(String what, int times) {
    return (what + ",").repeat(times - 1) + what;
  }
}
