package io.millrace.bootstrap.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the events of an alert are: in which stream, and from when to when, both ends included, in
 * milliseconds since the epoch.
 */
record AlertSpan(Stream stream, long fromMs, long toMs, List<String> eventIds) {
  private static final JsonFactory FACTORY = new JsonFactory();

  AlertSpan {
    eventIds = List.copyOf(eventIds);
  }

  /** Of an alert as it is written. */
  static AlertSpan read(byte[] alert) throws IOException {
    String rule = "";
    String key = "";
    long fromMs = 0;
    long toMs = 0;
    List<String> eventIds = new ArrayList<>();
    try (JsonParser json = FACTORY.createParser(alert)) {
      JsonToken unused = json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        switch (name) {
          case "rule" -> rule = json.getText();
          case "key" -> key = json.getText();
          case "window_start" -> fromMs = Instant.parse(json.getText()).toEpochMilli();
          case "event_time" -> toMs = Instant.parse(json.getText()).toEpochMilli();
          case "evidence" -> {
            while (value == JsonToken.START_ARRAY && json.nextToken() != JsonToken.END_ARRAY) {
              eventIds.add(json.getText());
            }
          }
          default -> json.skipChildren();
        }
      }
    }
    return new AlertSpan(stream(rule, key), fromMs, toMs, eventIds);
  }

  private static Stream stream(String rule, String key) {
    return switch (rule) {
      case "card-testing" -> Stream.PAYMENTS;
      case "anomaly" ->
          key.startsWith(Observation.LATENCY_PREFIX) ? Stream.REQUESTS : Stream.READINGS;
      default -> Stream.LOGINS;
    };
  }
}
