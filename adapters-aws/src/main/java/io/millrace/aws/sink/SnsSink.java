package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.domain.kernel.ContentHash;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.sink2.Sink;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Results, usually alerts, into an SNS topic, one a message, at least once. Attributes for filter
 * policies: of an alert {@code alert_id}, {@code rule}, {@code severity} and {@code key}; of a
 * signal {@code alert_id} and {@code phase}, and of one that raises an alert the alert's too; of an
 * incident {@code alert_id} and {@code series_id}; of other results {@code type} and {@code id}.
 *
 * <p>In a FIFO topic a result's key is its group; its type and id are the deduplication id, so that
 * SNS drops copies that come within five minutes. Then one call is made at a time; within a batch,
 * what is sent again still comes after what was taken at once.
 */
public final class SnsSink {
  private static final int MESSAGE_BYTES = 256 << 10;
  private static final Limits LIMITS = new Limits(10, MESSAGE_BYTES, MESSAGE_BYTES);
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[a-zA-Z0-9_-]{1,256}(\\.fifo)?");
  private static final Pattern GROUP = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

  private SnsSink() {}

  /**
   * A sink into a topic that exists.
   *
   * @throws IllegalArgumentException if that is not the ARN of a topic
   */
  public static Sink<ResultLine> to(
      AwsAccess access, String topicArn, DeadLetters deadLetters, SinkOptions options) {
    NameCheck.check("the ARN of a topic", topicArn, ARN);
    Topic topic = new Topic(access.inRegionOf(topicArn), topicArn);
    return new BatchingSink<>(topic, deadLetters, options);
  }

  record Topic(AwsAccess access, String name) implements Target<PublishBatchRequestEntry> {
    private static final long serialVersionUID = 1;

    @Override
    public String kind() {
      return "sns";
    }

    @Override
    public String described() {
      return "the SNS topic " + name;
    }

    @Override
    public Limits limits() {
      return LIMITS;
    }

    boolean fifo() {
      return name.endsWith(".fifo");
    }

    @Override
    public int calls(SinkOptions options) {
      return fifo() ? 1 : options.maxInFlight();
    }

    @Override
    public boolean isOrdered() {
      return fifo();
    }

    @Override
    public PublishBatchRequestEntry request(ResultLine line) {
      PublishBatchRequestEntry.Builder message =
          PublishBatchRequestEntry.builder()
              .message(new String(line.json(), StandardCharsets.UTF_8))
              .messageAttributes(attributes(line));
      if (fifo()) {
        message
            .messageGroupId(group(line.key()))
            .messageDeduplicationId(line.type().id() + "-" + line.id());
      }
      return message.build();
    }

    private static Map<String, MessageAttributeValue> attributes(ResultLine line) {
      if (line.type().schema().fields(Role.ID).isEmpty()) {
        return Map.of("type", text(line.type().id()), "id", text(line.id()));
      }
      Map<String, MessageAttributeValue> attributes = new HashMap<>();
      if (!line.foundWithin().isEmpty()) {
        put(ResultType.ALERTS, line.foundWithin(), attributes);
      }
      put(line.type(), line.found(), attributes);
      return attributes;
    }

    /** All that a result is found by but its time, which no filter could ask for. */
    private static void put(
        ResultType type, List<String> found, Map<String, MessageAttributeValue> attributes) {
      List<Field> fields = type.foundBy();
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.get(i).is(Role.TIME)) {
          attributes.put(fields.get(i).name(), text(found.get(i)));
        }
      }
    }

    private static MessageAttributeValue text(String value) {
      return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    static String group(String key) {
      return GROUP.matcher(key).matches() ? key : ContentHash.of(key);
    }

    @Override
    public long size(PublishBatchRequestEntry request) {
      long size = bytes(request.message());
      for (Map.Entry<String, MessageAttributeValue> attribute :
          request.messageAttributes().entrySet()) {
        MessageAttributeValue value = attribute.getValue();
        size += bytes(attribute.getKey());
        size += bytes(value.dataType());
        size += bytes(value.stringValue());
      }
      return size;
    }

    private static int bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public Sender<PublishBatchRequestEntry> open(SinkOptions options) {
      return Clients.sender(
          SnsAsyncClient.builder(),
          access,
          options,
          openCalls(options),
          client -> batch -> List.of(publish(batch, client)));
    }

    private Call publish(List<PublishBatchRequestEntry> batch, SnsAsyncClient client) {
      List<PublishBatchRequestEntry> numbered = new ArrayList<>(batch.size());
      for (int i = 0; i < batch.size(); i++) {
        numbered.add(batch.get(i).toBuilder().id(Integer.toString(i)).build());
      }
      PublishBatchRequest request =
          PublishBatchRequest.builder().topicArn(name).publishBatchRequestEntries(numbered).build();
      return Call.of(
          batch.size(), client.publishBatch(request), response -> outcomes(response, batch.size()));
    }

    /** The answer names entries by their ids, in no order. */
    private static List<WriteOutcome> outcomes(PublishBatchResponse response, int size) {
      WriteOutcome[] outcomes = new WriteOutcome[size];
      Arrays.fill(outcomes, ServiceErrors.ofEntry("no answer", null, false));
      response
          .successful()
          .forEach(entry -> outcomes[Integer.parseInt(entry.id())] = WriteOutcome.WRITTEN);
      for (BatchResultErrorEntry entry : response.failed()) {
        outcomes[Integer.parseInt(entry.id())] =
            ServiceErrors.ofEntry(entry.code(), entry.message(), entry.senderFault());
      }
      return List.of(outcomes);
    }
  }
}
