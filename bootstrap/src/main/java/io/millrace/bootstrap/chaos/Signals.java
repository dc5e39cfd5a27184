package io.millrace.bootstrap.chaos;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
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

  private Signals() {}

  /** Says of each alert for which that is not so, what was said of it. */
  static List<String> faults(List<Right> alerts, List<Arrived> signals) {
    Map<String, List<String>> said = new LinkedHashMap<>();
    Map<String, String> raised = new LinkedHashMap<>();
    for (Arrived signal : signals) {
      ResultLine line = Arrived.line(signal.type(), signal.json());
      String id = line.text("alert_id");
      said.computeIfAbsent(id, none -> new ArrayList<>()).add(line.text("phase"));
      if (line.text("phase").equals("RAISED")) {
        raised.putIfAbsent(id, signal.json());
      }
    }
    Map<String, String> right = new LinkedHashMap<>();
    for (Right alert : alerts) {
      right.put(Arrived.line(ResultType.ALERTS, alert.content()).id(), alert.content());
    }
    Set<String> ids = new TreeSet<>(right.keySet());
    ids.addAll(said.keySet());
    List<String> faults = new ArrayList<>();
    for (String id : ids) {
      List<String> words = said.getOrDefault(id, List.of());
      String alert = right.get(id);
      if (!words.equals(alert == null ? WRONG : RIGHT)) {
        faults.add((alert == null ? "no alert " : "alert ") + id + " was said to be " + words);
      } else if (alert != null && !sameAlert(alert, Objects.requireNonNull(raised.get(id)))) {
        faults.add("alert " + id + " was raised as another: " + raised.get(id));
      }
    }
    return faults;
  }

  /** What was observed may differ, and all that follows: the record in alerts counts. */
  private static boolean sameAlert(String alert, String signal) {
    return signal.contains(alert.substring(0, alert.indexOf(",\"observed\":")));
  }
}
