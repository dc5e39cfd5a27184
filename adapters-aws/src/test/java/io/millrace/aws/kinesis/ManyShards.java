package io.millrace.aws.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.aws.testing.ServiceStub;
import io.millrace.aws.testing.ServiceStub.Answer;
import io.millrace.aws.testing.ServiceStub.Call;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A stream of which every shard has more to give, slowly; some shards may have gone. */
final class ManyShards implements ServiceStub.Protocol {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final long SLOW_NS = 100_000_000;

  private final Set<String> gone;
  private final String records;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  ManyShards(Set<String> gone) {
    this(gone, "");
  }

  /** {@code records} are the JSON objects that each answer holds. */
  ManyShards(Set<String> gone, String records) {
    this.gone = gone;
    this.records = records;
  }

  /** The shards whose records were asked for. */
  Set<String> asked() {
    return asked;
  }

  @Override
  public Answer answer(Call call, ServiceStub stub) throws IOException {
    JsonNode request = JSON.readTree(call.body());
    if (request.has("ShardId")) {
      String shard = request.get("ShardId").asText();
      return gone.contains(shard)
          ? failure(400, "ResourceNotFoundException", "Shard " + shard + " does not exist")
          : answer("{\"ShardIterator\":\"" + shard + "\"}");
    }
    String shard = request.get("ShardIterator").asText();
    asked.add(shard);
    LockSupport.parkNanos(SLOW_NS);
    return answer(
        "{\"Records\":["
            + records
            + "],\"MillisBehindLatest\":60000,\"NextShardIterator\":\""
            + shard
            + "\"}");
  }

  private static Answer answer(String body) {
    return new Answer(200, CONTENT_TYPE, body);
  }

  @Override
  public Answer failure(int status, String code, String message) {
    return new Answer(
        status, CONTENT_TYPE, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
  }
}
