package io.millrace.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a run has said of alerts ahead of the watermark, beside the alerts that it decided. */
final class Signals {
  private final Map<String, List<String>> idsOfPhase = new HashMap<>();
  private final List<String> alerts;

  private Signals(List<String> alerts) {
    this.alerts = alerts;
  }

  static Signals in(Path folder) throws IOException {
    List<String> alerts = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("alerts.ndjson"))) {
      alerts.add(fields(line).getOrDefault("alert_id", ""));
    }
    Signals signals = new Signals(alerts);
    for (String line : Files.readAllLines(folder.resolve("alert_signals.ndjson"))) {
      Map<String, String> fields = fields(line);
      signals.ids(fields.getOrDefault("phase", "")).add(fields.getOrDefault("alert_id", ""));
    }
    return signals;
  }

  /** Every alert was raised once; raised minus withdrawn is confirmed, which is the alerts. */
  void keepTheirPromises() {
    assertThat(idsOfPhase.keySet()).contains("RAISED", "CONFIRMED");
    assertThat(ids("RAISED")).doesNotHaveDuplicates();
    assertThat(ids("CONFIRMED")).containsExactlyInAnyOrderElementsOf(alerts);
    List<String> decided = new ArrayList<>(ids("CONFIRMED"));
    decided.addAll(ids("WITHDRAWN"));
    assertThat(ids("RAISED")).containsExactlyInAnyOrderElementsOf(decided);
  }

  private List<String> ids(String phase) {
    return idsOfPhase.computeIfAbsent(phase, none -> new ArrayList<>());
  }

  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(line)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        fields.put(name, json.getValueAsString(""));
        json.skipChildren();
      }
    }
    return fields;
  }
}
