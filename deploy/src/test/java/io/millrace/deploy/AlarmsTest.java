package io.millrace.deploy;

import static io.millrace.deploy.Synthesised.inVpc;
import static io.millrace.deploy.Synthesised.stack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static final Pattern SELECTED = Pattern.compile("SELECT [A-Z]+\\((\\w+)\\)");

  @Test
  void metrics_have_the_names_of_flink_2() {
    Set<String> names = new TreeSet<>();
    for (JsonNode alarm : stack().all("AWS::CloudWatch::Alarm")) {
      if (alarm.has("MetricName")) {
        names.add(alarm.path("MetricName").asText());
      }
      for (JsonNode part : alarm.path("Metrics")) {
        names.add(part.at("/MetricStat/Metric/MetricName").asText("DIFF"));
        Matcher selected = SELECTED.matcher(part.path("Expression").asText());
        if (selected.find()) {
          names.add(selected.group(1));
        }
      }
    }
    names.removeAll(Set.of("DIFF", ""));
    assertThat(names)
        .containsExactly(
            "KPUs",
            "containerMemoryUtilization",
            "cpuUtilization",
            "deadLettersPerSecond",
            "failingTime",
            "heapMemoryUtilization",
            "lastCheckpointDuration",
            "latePercent",
            "millisBehindLatest",
            "numRecordsInPerSecond",
            "numRestarts",
            "numberOfFailedCheckpoints",
            "rejectedPerSecond",
            "restartingTime",
            "watermarkAgeMs",
            "watermarkAheadMs");
    String everything =
        stack().all("AWS::CloudWatch::Alarm") + "" + stack().all("AWS::CloudWatch::Dashboard");
    assertThat(everything)
        .doesNotContain("fullRestarts")
        .doesNotContain("\"uptime\"")
        .doesNotContain("\"downtime\"");
  }

  @Test
  void metrics_that_only_grow_are_watched_by_their_growth() {
    for (String name : Set.of("restarts", "checkpoints-failed")) {
      assertThat(alarm(name).at("/Metrics/0/Expression").asText()).isEqualTo("DIFF(m)");
      assertThat(alarm(name).path("Threshold").asInt()).isZero();
    }
  }

  @Test
  void thresholds_are_those_that_were_decided() {
    Map<String, Integer> thresholds = new HashMap<>();
    byName(stack()).forEach((name, alarm) -> thresholds.put(name, alarm.path("Threshold").asInt()));
    assertThat(thresholds)
        .containsEntry("behind", 60_000)
        .containsEntry("checkpoints-slow", 96_000) // 80 % of two minutes
        .containsEntry("cpu", 80)
        .containsEntry("heap", 90)
        .containsEntry("memory", 85)
        .containsEntry("no-records", 0)
        .containsEntry("late", 5)
        .containsEntry("watermark-ahead", 60_000)
        .containsEntry("kpus", 16);
    assertThat(alarm("no-records").path("TreatMissingData").asText()).isEqualTo("breaching");
  }

  @Test
  void a_share_of_late_events_is_told_where_traffic_is_thin_too() {
    assertThat(alarm("late").path("DatapointsToAlarm").asInt()).isEqualTo(5);
    assertThat(alarm("late").path("EvaluationPeriods").asInt()).isEqualTo(15);
    assertThat(alarm("late").path("TreatMissingData").asText()).isEqualTo("notBreaching");
  }

  @Test
  void records_that_are_gone_are_an_alarm_where_there_is_kafka() {
    assertThat(byName(stack())).doesNotContainKeys("expired", "lag");
    JsonNode expired = Objects.requireNonNull(byName(inVpc()).get("expired"));
    assertThat(expired.at("/Metrics/0/Expression").asText())
        .startsWith("SELECT SUM(expiredPerSecond) FROM");
    assertThat(expired.path("Threshold").asInt()).isZero();
    assertThat(expired.path("EvaluationPeriods").asInt()).isEqualTo(1);
  }

  @Test
  void neither_an_alarm_nor_a_graph_asks_two_queries_at_once() throws IOException {
    for (Synthesised each : List.of(stack(), inVpc())) {
      assertThat(each.all("AWS::CloudWatch::Alarm"))
          .allMatch(alarm -> alarm.toString().split("SELECT ", -1).length <= 2);
      String body =
          ResourcePolicy.text(each.only("AWS::CloudWatch::Dashboard").path("DashboardBody"));
      JsonNode widgets = new ObjectMapper().readTree(body).path("widgets");
      assertThat(widgets).hasSizeGreaterThan(10);
      assertThat(widgets).allMatch(widget -> widget.toString().split("SELECT ", -1).length <= 2);
    }
  }

  @Test
  void all_are_of_this_application_and_tell_somebody() {
    for (JsonNode alarm : stack().all("AWS::CloudWatch::Alarm")) {
      assertThat(alarm.toString()).contains("AWS/KinesisAnalytics").contains("millrace");
      assertThat(alarm.path("AlarmActions").toString()).contains("TopicsAlarms");
      assertThat(alarm.path("OKActions").toString()).contains("TopicsAlarms");
    }
  }

  @Test
  void each_says_what_to_do_and_has_its_paragraph_in_the_runbook() throws IOException {
    String runbook = Files.readString(Path.of("../docs/operations.md"));
    Map<String, JsonNode> all = new HashMap<>(byName(stack()));
    all.putAll(byName(inVpc()));
    all.forEach(
        (name, alarm) -> {
          String description = alarm.path("AlarmDescription").asText();
          assertThat(description).hasSizeBetween(80, 1024).contains("alarm \"" + name + "\"");
          assertThat(runbook).contains("**" + name + "**");
        });
  }

  private static JsonNode alarm(String name) {
    return Objects.requireNonNull(byName(stack()).get(name), name);
  }

  private static Map<String, JsonNode> byName(Synthesised synthesised) {
    Map<String, JsonNode> alarms = new HashMap<>();
    for (JsonNode alarm : synthesised.all("AWS::CloudWatch::Alarm")) {
      alarms.put(alarm.path("AlarmName").asText().substring("millrace-".length()), alarm);
    }
    return alarms;
  }
}
