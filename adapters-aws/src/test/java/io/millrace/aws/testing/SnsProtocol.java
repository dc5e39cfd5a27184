package io.millrace.aws.testing;

import io.millrace.aws.testing.ServiceStub.Answer;
import io.millrace.aws.testing.ServiceStub.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** PublishBatch of SNS: the query protocol, answered in XML, with failures by message. */
public final class SnsProtocol implements ServiceStub.Protocol {
  /** A message as it came: its text, its attributes, its group and deduplication id if any. */
  public record Message(
      String text, Map<String, String> attributes, String group, String deduplicationId) {
    private int bytes() {
      int bytes = utf8(text);
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        bytes += utf8(attribute.getKey()) + utf8("String") + utf8(attribute.getValue());
      }
      return bytes;
    }

    private static int utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  private static final String ENTRY = "PublishBatchRequestEntries.member.";
  private static final int MAX_ENTRIES = 10;
  private static final int MAX_BYTES = 256 << 10;

  private final List<Message> accepted = new CopyOnWriteArrayList<>();

  /** What was accepted, with its attributes. */
  public List<Message> accepted() {
    return accepted;
  }

  @Override
  public Answer answer(Call call, ServiceStub stub) {
    Map<String, String> fields = fields(call.body());
    List<Message> messages = messages(fields);
    int bytes = messages.stream().mapToInt(Message::bytes).sum();
    if (messages.size() > MAX_ENTRIES || bytes > MAX_BYTES) {
      return stub.violated(messages.size() + " messages of " + bytes + " bytes");
    }
    StringBuilder good = new StringBuilder();
    StringBuilder bad = new StringBuilder();
    for (int i = 0; i < messages.size(); i++) {
      String id = fields.getOrDefault(ENTRY + (i + 1) + ".Id", "");
      Message message = messages.get(i);
      switch (stub.judge(message.text())) {
        case ACCEPTED -> {
          accepted.add(message);
          good.append("<member><Id>").append(id).append("</Id><MessageId>m</MessageId></member>");
        }
        case FAILED -> append(bad, id, "InternalError", false);
        case REFUSED -> append(bad, id, "InvalidParameter", true);
      }
    }
    return new Answer(
        200,
        "text/xml",
        "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
            + "<PublishBatchResult><Successful>"
            + good
            + "</Successful><Failed>"
            + bad
            + "</Failed></PublishBatchResult><ResponseMetadata><RequestId>r</RequestId>"
            + "</ResponseMetadata></PublishBatchResponse>");
  }

  private static void append(StringBuilder bad, String id, String code, boolean senderFault) {
    bad.append("<member><Id>")
        .append(id)
        .append("</Id><Code>")
        .append(code)
        .append("</Code><Message>not this one</Message><SenderFault>")
        .append(senderFault)
        .append("</SenderFault></member>");
  }

  private static List<Message> messages(Map<String, String> fields) {
    List<Message> messages = new ArrayList<>();
    for (int i = 1; fields.containsKey(ENTRY + i + ".Id"); i++) {
      messages.add(message(fields, ENTRY + i + "."));
    }
    return messages;
  }

  private static Message message(Map<String, String> fields, String entry) {
    Map<String, String> attributes = new TreeMap<>();
    String attribute = entry + "MessageAttributes.entry.";
    for (int i = 1; fields.containsKey(attribute + i + ".Name"); i++) {
      attributes.put(
          fields.getOrDefault(attribute + i + ".Name", ""),
          fields.getOrDefault(attribute + i + ".Value.StringValue", ""));
    }
    return new Message(
        fields.getOrDefault(entry + "Message", ""),
        attributes,
        fields.getOrDefault(entry + "MessageGroupId", ""),
        fields.getOrDefault(entry + "MessageDeduplicationId", ""));
  }

  private static Map<String, String> fields(String body) {
    Map<String, String> fields = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      int at = pair.indexOf('=');
      fields.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Answer failure(int status, String code, String message) {
    return new Answer(
        status,
        "text/xml",
        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender"
            + "</Type><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
  }
}
