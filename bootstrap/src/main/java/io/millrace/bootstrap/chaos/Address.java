package io.millrace.bootstrap.chaos;

import io.millrace.application.wire.ResultType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where results must be: under the key that is documented, those of a key in one partition. */
final class Address {
  private Address() {}

  /** Says of each result that is not where it must be, why. */
  static List<String> faults(ResultType type, List<Arrived> arrived) {
    Map<String, Integer> partitions = new HashMap<>();
    return arrived.stream()
        .filter(
            one -> {
              String key = Arrived.line(type, one.json()).key();
              Integer first = partitions.putIfAbsent(key, one.partition());
              return !key.equals(one.key()) || (first != null && first != one.partition());
            })
        .map(
            one ->
                "key "
                    + one.key()
                    + " in partition "
                    + one.partition()
                    + " of "
                    + type.id()
                    + ": "
                    + one.json())
        .toList();
  }
}
