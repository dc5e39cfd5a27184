package io.millrace.application.queries;

import java.util.List;

/**
 * What an alert says of the events behind it: from when to when they are, both ends included, in
 * milliseconds since the epoch, and their ids.
 */
public record AlertSpan(
    String alertId, String rule, String key, long fromMs, long toMs, List<String> eventIds) {
  public AlertSpan {
    eventIds = List.copyOf(eventIds);
  }
}
