package io.millrace.bootstrap.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether signals keep their word: an alert is raised once, and then either confirmed, if it is one
 * of the right alerts, or withdrawn, if it is none; nothing else is said of it.
 */
final class Signals {
  private static final List<String> RIGHT = List.of("RAISED", "CONFIRMED");
  private static final List<String> WRONG = List.of("RAISED", "WITHDRAWN");

  private static final List<String> SAME =
      List.of("alert_id", "rule", "rule_version", "key", "severity", "event_time", "evidence");

  private Signals() {}

  /** Says of each alert for which that is not so, what was said of it. */
  static List<String> faults(List<Right> alerts, List<Arrived> signals) {
    Map<String, List<String>> said = new LinkedHashMap<>();
    Map<String, FlatJson> raised = new LinkedHashMap<>();
    for (Arrived signal : signals) {
      FlatJson fields = FlatJson.of(signal.json());
      String id = fields.get("alert_id");
      said.computeIfAbsent(id, none -> new ArrayList<>()).add(fields.get("phase"));
      if (fields.get("phase").equals("RAISED")) {
        raised.putIfAbsent(id, fields);
      }
    }
    Map<String, FlatJson> right = new LinkedHashMap<>();
    alerts.stream()
        .map(alert -> FlatJson.of(alert.content()))
        .forEach(alert -> right.put(alert.get("alert_id"), alert));
    Set<String> ids = new TreeSet<>(right.keySet());
    ids.addAll(said.keySet());
    List<String> faults = new ArrayList<>();
    for (String id : ids) {
      List<String> words = said.getOrDefault(id, List.of());
      FlatJson alert = right.get(id);
      if (!words.equals(alert == null ? WRONG : RIGHT)) {
        faults.add((alert == null ? "no alert " : "alert ") + id + " was said to be " + words);
      } else if (alert != null && !sameAlert(alert, Objects.requireNonNull(raised.get(id)))) {
        faults.add("alert " + id + " was raised as another: " + raised.get(id));
      }
    }
    return faults;
  }

  /** What was observed may differ: the record in alerts counts. */
  private static boolean sameAlert(FlatJson alert, FlatJson signal) {
    return SAME.stream().allMatch(name -> alert.get(name).equals(signal.get("alert." + name)));
  }
}
