package io.millrace.bootstrap.chaos;

import io.millrace.application.wire.ResultType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether what was decided for a key arrives in its order. */
final class KeyOrder {
  private KeyOrder() {}

  /** Names each lane whose results are all there, and out of order. */
  static List<String> faults(ResultType type, List<Right> right, List<Arrived> arrived) {
    Map<String, String> lanes = new HashMap<>();
    Set<String> inSeveral = new HashSet<>();
    for (Right one : right) {
      String other = lanes.put(one.content(), one.lane());
      if (other != null && !other.equals(one.lane())) {
        inSeveral.add(one.content());
      }
    }
    lanes.keySet().removeAll(inSeveral);
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    right.forEach(one -> add(lanes, one.content(), wanted));
    Map<String, List<String>> found = new HashMap<>();
    arrived.forEach(one -> add(lanes, one.content(), found));
    List<String> faults = new ArrayList<>();
    wanted.forEach(
        (lane, contents) -> {
          List<String> came = found.getOrDefault(lane, List.of());
          if (!came.equals(contents) && sorted(came).equals(sorted(contents))) {
            faults.add(type.id() + " of " + lane + ": " + firstAside(contents, came));
          }
        });
    return faults;
  }

  private static String firstAside(List<String> wanted, List<String> came) {
    int at = 0;
    while (wanted.get(at).equals(came.get(at))) {
      at++;
    }
    return came.get(at) + " before " + wanted.get(at);
  }

  private static List<String> sorted(List<String> contents) {
    return contents.stream().sorted().toList();
  }

  private static void add(Map<String, String> lanes, String content, Map<String, List<String>> of) {
    String lane = lanes.get(content);
    if (lane != null) {
      of.computeIfAbsent(lane, none -> new ArrayList<>()).add(content);
    }
  }
}
