package io.millrace.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logins of some users, each a second after the one before. */
final class Logins {
  private static final long START_MS = 1_767_600_000_000L;

  private final int users;
  private final List<String> made = new ArrayList<>();

  Logins(int users) {
    this.users = users;
  }

  /** The next ones, keyed by user. */
  List<Map.Entry<String, byte[]>> next(int count) {
    List<Map.Entry<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String user = "u" + made.size() * 7919 % users;
      String line = line(made.size(), user);
      made.add(line);
      records.add(Map.entry(user, line.getBytes(StandardCharsets.UTF_8)));
    }
    return records;
  }

  List<String> made() {
    return made;
  }

  private static String line(int number, String user) {
    return "{\"event_id\":\"e%d\",\"user_id\":\"%s\",\"event_type\":\"LOGIN_FAILED\",\"ip_address\":\"10.0.0.1\",\"event_time\":%d}"
        .formatted(number, user, START_MS + number * 1000L);
  }

  void assertExactlyOnceInOrder(List<String> seen) {
    assertThat(KinesisSourceContract.sorted(seen)).isEqualTo(KinesisSourceContract.sorted(made));
    assertThat(byUser(seen)).isEqualTo(byUser(made));
  }

  /** The first ones, as far as they were seen, of one shard. */
  void assertSeenInOrder(List<String> seen) {
    assertThat(seen).isEqualTo(made.subList(0, seen.size()));
  }

  private static Map<String, List<String>> byUser(List<String> lines) {
    Map<String, List<String>> byUser = new HashMap<>();
    for (String line : lines) {
      int from = line.indexOf("user_id") + 10;
      String user = line.substring(from, line.indexOf('"', from));
      byUser.computeIfAbsent(user, none -> new ArrayList<>()).add(line);
    }
    return byUser;
  }
}
