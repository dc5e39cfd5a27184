package io.millrace.aws.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.aws.testing.ServiceStub.Answer;
import io.millrace.aws.testing.ServiceStub.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** PutRecords of Kinesis and PutRecordBatch of Firehose: JSON 1.1 with failures by record. */
public enum BatchProtocol implements ServiceStub.Protocol {
  KINESIS(
      "FailedRecordCount", "Records", "ProvisionedThroughputExceededException", 5 << 20, 1 << 20),
  FIREHOSE(
      "FailedPutCount", "RequestResponses", "ServiceUnavailableException", 4 << 20, 1000 << 10);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final int MAX_RECORDS = 500;

  private final String failedCount;
  private final String answers;
  private final String failure;
  private final int maxBytes;
  private final int maxRecordBytes;

  BatchProtocol(
      String failedCount, String answers, String failure, int maxBytes, int maxRecordBytes) {
    this.failedCount = failedCount;
    this.answers = answers;
    this.failure = failure;
    this.maxBytes = maxBytes;
    this.maxRecordBytes = maxRecordBytes;
  }

  @Override
  public Answer answer(Call call, ServiceStub stub) throws IOException {
    JsonNode records = JSON.readTree(call.body()).get("Records");
    if (records == null) {
      return failure(400, "UnknownOperationException", "it takes records and nothing else");
    }
    int bytes = 0;
    for (JsonNode entry : records) {
      int size = utf8(text(entry)) + utf8(entry.path("PartitionKey").asText());
      if (size > maxRecordBytes) {
        return stub.violated("a record of " + size + " bytes");
      }
      bytes += size;
      if (stub.refuses(text(entry))) {
        return failure(400, "InvalidArgumentException", "a record is not as it should be");
      }
    }
    if (records.size() > MAX_RECORDS || bytes > maxBytes) {
      return stub.violated(records.size() + " records of " + bytes + " bytes");
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode outcomes = answer.putArray(answers);
    int failed = 0;
    for (JsonNode entry : records) {
      ObjectNode outcome = outcomes.addObject();
      if (stub.judge(text(entry)) == ServiceStub.Verdict.ACCEPTED) {
        outcome.put("RecordId", "1").put("SequenceNumber", "1").put("ShardId", "shardId-0");
      } else {
        outcome.put("ErrorCode", failure).put("ErrorMessage", "not now");
        failed++;
      }
    }
    answer.put(failedCount, failed);
    return new Answer(200, CONTENT_TYPE, answer.toString());
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String text(JsonNode entry) {
    return new String(
        Base64.getDecoder().decode(entry.get("Data").asText()), StandardCharsets.UTF_8);
  }

  @Override
  public Answer failure(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode().put("__type", code).put("message", message);
    return new Answer(status, CONTENT_TYPE, body.toString());
  }
}
