package io.millrace.deploy;

import static io.millrace.deploy.Synthesised.stack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
            "millisBehindLatest",
            "numRecordsInPerSecond",
            "numRestarts",
            "numberOfFailedCheckpoints",
            "rejectedPerSecond",
            "restartingTime",
            "watermarkAgeMs");
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
    byName().forEach((name, alarm) -> thresholds.put(name, alarm.path("Threshold").asInt()));
    assertThat(thresholds)
        .containsEntry("behind", 60_000)
        .containsEntry("checkpoints-slow", 96_000) // 80 % of two minutes
        .containsEntry("cpu", 80)
        .containsEntry("heap", 90)
        .containsEntry("memory", 85)
        .containsEntry("no-records", 0)
        .containsEntry("kpus", 16);
    assertThat(alarm("no-records").path("TreatMissingData").asText()).isEqualTo("breaching");
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
    byName()
        .forEach(
            (name, alarm) -> {
              String description = alarm.path("AlarmDescription").asText();
              assertThat(description).hasSizeBetween(80, 1024).contains("alarm \"" + name + "\"");
              assertThat(runbook).contains("**" + name + "**");
            });
  }

  private static JsonNode alarm(String name) {
    return Objects.requireNonNull(byName().get(name), name);
  }

  private static Map<String, JsonNode> byName() {
    Map<String, JsonNode> alarms = new HashMap<>();
    for (JsonNode alarm : stack().all("AWS::CloudWatch::Alarm")) {
      alarms.put(alarm.path("AlarmName").asText().substring("millrace-".length()), alarm);
    }
    return alarms;
  }
}
