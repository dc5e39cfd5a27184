package io.millrace.aws.testing;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.result.ResultReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Results by number: the same number, the same bytes. */
public final class TestResults {
  private static final int MINUTES = 24 * 60;

  private TestResults() {}

  /** The result of a type with a number. */
  public static ResultLine line(ResultType type, long number) {
    return line(type, number, "");
  }

  /** The same with a text in it that readers ignore. */
  public static ResultLine line(ResultType type, long number, String padding) {
    String json = json(type, number);
    String padded =
        padding.isEmpty()
            ? json
            : json.substring(0, json.length() - 1) + ",'padding':'" + padding + "'}";
    return ResultReader.read(type, padded.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** A result with as many bytes. */
  public static ResultLine ofLength(ResultType type, long number, int bytes) {
    int without = line(type, number, "x").json().length - 1;
    return line(type, number, "x".repeat(bytes - without));
  }

  /** The text of a result. */
  public static String text(ResultLine line) {
    return new String(line.json(), StandardCharsets.UTF_8);
  }

  private static String json(ResultType type, long n) {
    String time = time(n);
    return switch (type.id()) {
      case "alerts" ->
          String.format(
              Locale.ROOT,
              "{'alert_id':'%032x','rule':'card-testing','rule_version':'1','key':'card-%d',"
                  + "'severity':'CRITICAL','event_time':'%s','window_start':'%s',"
                  + "'evidence':['a','b'],'observed':'250.00','threshold':'200.00',"
                  + "'explanation':'Number %d.'}",
              n,
              n % 100,
              time,
              time,
              n);
      case "customer_orders" ->
          "{'customer_id':'c%s','orders':1,'event_time':'%s','event_id':'e%s'}"
              .formatted(n, time, n);
      case "product_revenue" ->
          ("{'product_id':'p%s','currency':'EUR','window_start':'%s','window_end':'%s',"
                  + "'revenue':'10.00','orders':2,'units':3}")
              .formatted(n, time, time);
      case "endpoint_latency" ->
          ("{'endpoint_id':'GET /%s','window_start':'%s','window_end':'%s','requests':4,"
                  + "'mean_ms':1.0,'p50_ms':0.05,'p95_ms':1.0,'p99_ms':1.0,'max_ms':1.0}")
              .formatted(n, time, time);
      case "dashboard_minutes" ->
          ("{'window_start':'%s','window_end':'%s','revenue':{'EUR':'5.00'},'orders':2,"
                  + "'active_users':3,'requests':4,'errors':1,'error_rate':0.25}")
              .formatted(time, time);
      case "fulfillments" ->
          ("{'order_id':'o%s','event_id':'e%s','product_id':'p1','outcome':'UNFULFILLED',"
                  + "'requested':5,'allocated':0,'allocations':[],'decided_at':'%s'}")
              .formatted(n, n, time);
      case "enriched_orders" ->
          ("{'event_id':'e%s','order_id':'o1','customer_id':'c1','product_id':'p%s','quantity':2,"
                  + "'amount':'3.00','currency':'USD','status':'PLACED','test':false,"
                  + "'event_time':'%s','product_name':'Tea','category':'UNKNOWN',"
                  + "'revenue_tier':'BRONZE'}")
              .formatted(n, n % 100, time);
      case "scores" ->
          "{'series_id':'s%s','event_time':'%s','value':1.0,'score':0.1,'expected':1.0,'deviation':0.0}"
              .formatted(n, time);
      case "rejections" ->
          "{'stream':'logins','reason':'MALFORMED_JSON','detail':'why','raw':'%s','source':{'file':'f','line':1}}"
              .formatted(n);
      case "late" ->
          "{'stream':'orders','event_time':'%s','watermark':'%s','event':{'n':%s}}"
              .formatted(time, time, n);
      case "failed_login_windows" ->
          "{'user_id':'u%s','window_start':'%s','window_end':'%s','failed_attempts':3}"
              .formatted(n, time, time);
      case "incidents" ->
          String.format(
              Locale.ROOT,
              "{'alert_id':'%032x','series_id':'latency:GET /%d','started_at':'%s','ended_at':'%s',"
                  + "'anomalous_values':3,'mean':9.0,'worst':12.0,'worst_at':'%s','expected':2.0,"
                  + "'explanation':'Number %d.'}",
              n,
              n % 100,
              time,
              time,
              time,
              n);
      case "alert_signals" ->
          String.format(
              Locale.ROOT,
              "{'alert_id':'%032x','phase':'RAISED','alert':%s}",
              n,
              json(ResultType.ALERTS, n));
      default -> throw new IllegalArgumentException("no test makes results of " + type);
    };
  }

  private static String time(long n) {
    long minute = n % MINUTES;
    long day = 1 + n / MINUTES % 28;
    return String.format(
        Locale.ROOT, "2026-11-%02dT%02d:%02d:00.000Z", day, minute / 60, minute % 60);
  }
}
