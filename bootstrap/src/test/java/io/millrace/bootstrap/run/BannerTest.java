package io.millrace.bootstrap.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BannerTest {
  @Test
  void it_names_sources_decisions_changed_policies_sinks_and_the_start() {
    List<String> lines = Banner.of(settings(), "anew");

    assertThat(lines)
        .containsExactly(
            "reads    logins from the topic sign-ins at broker:9092",
            "reads    payments from the Kinesis stream card-payments",
            "decides  brute-force-login, card-testing, dashboard-minutes",
            "policy   brute_force.rule_version is 2 (default 1)",
            "policy   brute_force.failures is 5 (default 3)",
            "writes   alerts to the tables t_* (sink.tables)",
            "writes   late, rejections to topics out_* at broker:9092, at least once (sink.topics)",
            "starts   anew");
  }

  @Test
  void it_keeps_what_an_address_may_hold_of_secrets() {
    assertThat(String.join("\n", Banner.of(settings(), "anew"))).doesNotContain("hunter2");
  }

  private static Settings settings() {
    Map<String, Map<String, String>> groups = new TreeMap<>();
    groups.put(
        "millrace",
        Map.of(
            "region", "eu-central-1",
            "bootstrap_servers", "broker:9092",
            "endpoint", "http://me:hunter2@127.0.0.1:1",
            "dead_letters", "file:///dead"));
    groups.put("source.logins", Map.of("kind", "kafka", "topic", "sign-ins"));
    groups.put("source.payments", Map.of("stream", "card-payments"));
    groups.put("policy.brute_force", Map.of("rule_version", "2", "failures", "5"));
    groups.put(
        "sink.tables", Map.of("kind", "dynamodb", "results", "alerts", "table_prefix", "t_"));
    groups.put(
        "sink.topics",
        Map.of(
            "kind", "kafka",
            "results", "late, rejections",
            "topic_prefix", "out_",
            "delivery", "at_least_once"));
    return Settings.of(Catalogue.installed(), groups, "test");
  }
}
