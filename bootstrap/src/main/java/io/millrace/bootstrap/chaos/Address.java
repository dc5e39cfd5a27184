package io.millrace.bootstrap.chaos;

import io.millrace.domain.result.ResultType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where results must be: under the key that is documented, those of a key in one partition. */
final class Address {
  private Address() {}

  /** The key of a result's record. */
  static String key(ResultType type, FlatJson fields) {
    return switch (type) {
      case ALERTS -> fields.get("key");
      case CUSTOMER_ORDERS -> fields.get("customer_id");
      case PRODUCT_REVENUE, FULFILLMENTS, ENRICHED_ORDERS -> fields.get("product_id");
      case ENDPOINT_LATENCY -> fields.get("endpoint_id");
      case DASHBOARD_MINUTES -> "dashboard";
      case SCORES -> fields.get("series_id");
      case REJECTIONS, LATE -> fields.get("stream");
      case ALERT_SIGNALS -> fields.get("alert_id");
      case FAILED_LOGIN_WINDOWS -> fields.get("user_id");
    };
  }

  /** Says of each result that is not where it must be, why. */
  static List<String> faults(ResultType type, List<Arrived> arrived) {
    Map<String, Integer> partitions = new HashMap<>();
    return arrived.stream()
        .filter(
            one -> {
              String key = key(type, FlatJson.of(one.json()));
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
