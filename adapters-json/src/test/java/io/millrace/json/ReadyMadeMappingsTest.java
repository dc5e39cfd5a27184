package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.result.Rejection;
import io.millrace.json.mapping.Mapping;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mappings that come with the product, on records in the shape of those that they are for. */
class ReadyMadeMappingsTest {
  private static final long MODIFIED = ms("2026-12-01T00:00:00Z");

  private static long ms(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  static List<String> names() {
    return Mapping.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_one_says_which_files_it_is_for(String name) {
    assertThat(Mapping.named(name, Mapped.STREAMS).files()).isNotEmpty();
  }

  private static String signIn(String id, String identity, String outcome) {
    return Records.quoted(
        "{'eventVersion':'1.08','userIdentity':"
            + identity
            + ",'eventTime':'2026-11-30T10:00:00Z','eventSource':'signin.amazonaws.com',"
            + "'eventName':'ConsoleLogin','awsRegion':'us-east-1','sourceIPAddress':'192.0.2.7',"
            + "'userAgent':'Mozilla/5.0','requestParameters':null,'responseElements':"
            + "{'ConsoleLogin':'"
            + outcome
            + "'},'additionalEventData':{'MobileVersion':'No','MFAUsed':'No'},'eventID':'"
            + id
            + "','eventType':'AwsConsoleSignIn','recipientAccountId':'123456789012'}");
  }

  @Test
  void sign_ins_to_the_aws_console_are_logins_and_other_records_of_the_file_are_left_out() {
    String bucketRead =
        Records.quoted(
            "{'eventVersion':'1.09','eventSource':'s3.amazonaws.com','eventName':'GetObject',"
                + "'eventTime':'2026-11-30T09:59:58Z','eventID':'e0','userIdentity':{'type':"
                + "'AWSService','invokedBy':'logs.example.com'},'responseElements':null}");
    String file =
        "{\"Records\":["
            + String.join(
                ",",
                bucketRead,
                signIn("e1", "{'type':'IAMUser','userName':'alice','arn':'a'}", "Failure"),
                signIn("e2", "{'type':'Root','arn':'arn:aws:iam::123456789012:root'}", "Success"),
                signIn("e3", "{'type':'IAMUser','userName':'alice'}", "Pending"))
            + "]}";

    Mapped mapped = Mapped.named("cloudtrail-console-login", file);

    assertThat(mapped.all()).hasSize(3);
    long time = ms("2026-11-30T10:00:00Z");
    assertThat(mapped.all().get(0).get())
        .isEqualTo(new Login("e1", "alice", false, "192.0.2.7", time));
    assertThat(mapped.all().get(1).get())
        .isEqualTo(new Login("e2", "arn:aws:iam::123456789012:root", true, "192.0.2.7", time));
    assertThat(mapped.all().get(2).getLeft().detail())
        .isEqualTo(
            "event_type ($.responseElements.ConsoleLogin) is \"Pending\", must be Success or"
                + " Failure");
    assertThat(mapped.records().get(0).bytes())
        .asString()
        .isEqualTo(signIn("e1", "{'type':'IAMUser','userName':'alice','arn':'a'}", "Failure"));
  }

  @Test
  void attempts_to_log_in_by_ssh_are_logins_and_all_else_in_the_log_is_left_out() {
    String log =
        """
        Nov 30 09:59:59 gw1 sshd[811]: Connection from 192.0.2.9 port 50122 on 198.51.100.1 port 22
        Nov 30 10:00:00 gw1 sshd[811]: Failed password for root from 192.0.2.9 port 50122 ssh2
        Nov 30 10:00:00 gw1 sshd[811]: Failed password for root from 192.0.2.9 port 50122 ssh2
        Nov 30 10:00:01 gw1 sshd[811]: message repeated 2 times: [ Failed password for root from 192.0.2.9 port 50122 ssh2]
        Nov  3 10:00:02 gw1 sshd-session[812]: Failed password for invalid user admin from 2001:db8::1 port 50123 ssh2
        Nov 30 10:00:03 gw1 sshd[813]: Accepted publickey for deploy from 192.0.2.10 port 50124 ssh2: ED25519 SHA256:abc
        Nov 30 10:00:03 gw1 sshd[813]: Failed publickey for deploy from 192.0.2.10 port 50124 ssh2: RSA SHA256:def
        Nov 30 10:00:03 gw1 sshd[813]: pam_unix(sshd:session): session opened for user deploy(uid=1000) by (uid=0)
        Nov 30 10:00:04 gw1 CRON[900]: pam_unix(cron:session): session closed for user root
        2026-11-30T12:00:05.250000+02:00 gw2 sshd[7]: Accepted password for bob from 192.0.2.11 port 50125 ssh2
        """;

    Mapped mapped =
        Mapped.of(Mapping.named("sshd-auth-log", Mapped.STREAMS).bound("", MODIFIED), log);

    assertThat(mapped.events())
        .containsExactly(
            new Login(
                "gw1|811|50122|some.log:2", "root", false, "192.0.2.9", ms("2026-11-30T10:00:00Z")),
            new Login(
                "gw1|811|50122|some.log:3", "root", false, "192.0.2.9", ms("2026-11-30T10:00:00Z")),
            new Login(
                "gw1|812|50123|some.log:5",
                "admin",
                false,
                "2001:db8::1",
                ms("2026-11-03T10:00:02Z")),
            new Login(
                "gw1|813|50124|some.log:6",
                "deploy",
                true,
                "192.0.2.10",
                ms("2026-11-30T10:00:03Z")),
            new Login(
                "gw2|7|50125|some.log:10",
                "bob",
                true,
                "192.0.2.11",
                ms("2026-11-30T10:00:05.250Z")));
  }

  @Test
  void a_user_name_that_looks_like_the_rest_of_the_line_deceives_nobody() {
    String log =
        "Nov 30 10:00:00 gw1 sshd[8]: Failed password for invalid user x from 198.51.100.9 port 1"
            + " ssh2 from 192.0.2.9 port 50122 ssh2";

    Mapped mapped =
        Mapped.of(Mapping.named("sshd-auth-log", Mapped.STREAMS).bound("", MODIFIED), log);

    Login login = (Login) mapped.events().get(0);
    assertThat(login.ipAddress()).isEqualTo("192.0.2.9");
    assertThat(login.userId()).isEqualTo("x from 198.51.100.9 port 1 ssh2");
  }

  @Test
  void december_in_a_log_that_was_written_in_january_is_of_the_year_before() {
    String log = "Dec 31 23:59:59 gw1 sshd[8]: Failed password for a from 192.0.2.9 port 5 ssh2";

    Mapping january =
        Mapping.named("sshd-auth-log", Mapped.STREAMS).bound("", ms("2027-01-02T00:00:00Z"));

    assertThat(UtcTime.format(Mapped.of(january, log).events().get(0).eventTimeMs()))
        .isEqualTo("2026-12-31T23:59:59.000Z");
  }

  @Test
  void requests_in_an_access_log_with_their_time_are_requests() {
    String log =
        """
        192.0.2.1 - - [30/Nov/2026:10:00:00 +0000] "GET /orders?page=2 HTTP/1.1" 200 512 "-" "curl/8.5.0" 0.123
        192.0.2.2 - alice [30/Nov/2026:12:00:01 +0200] "POST /orders HTTP/2.0" 503 0 "https://example.com/a \\"b\\"" "Mozilla/5.0 (X11)" 30.001
        192.0.2.3 - - [30/Nov/2026:10:00:02 +0000] "\\x16\\x03\\x01" 400 157 "-" "-" 0.000
        192.0.2.4 - - [30/Nov/2026:10:00:03 +0000] "-" 408 0 "-" "-" 60.0
        """;

    assertThat(Mapped.named("combined-access-log", log).events())
        .containsExactly(
            new Request("some.log:1", "GET /orders", null, 123, 200, ms("2026-11-30T10:00:00Z")),
            new Request(
                "some.log:2", "POST /orders", "alice", 30_001, 503, ms("2026-11-30T10:00:01Z")),
            new Request("some.log:3", "(malformed)", null, 0, 400, ms("2026-11-30T10:00:02Z")),
            new Request(
                "some.log:4", "(malformed)", null, 60_000, 408, ms("2026-11-30T10:00:03Z")));
  }

  @Test
  void a_line_of_an_access_log_without_a_latency_is_refused_and_says_where_it_would_be() {
    String log =
        "192.0.2.1 - - [30/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 512 \"-\" \"curl/8\"";

    Rejection rejection = Mapped.named("combined-access-log", log).onlyRejection();

    assertThat(rejection.reason()).isEqualTo(Rejection.Reason.MISSING_FIELD);
    assertThat(rejection.detail())
        .isEqualTo("latency_ms (seconds) is missing, must be there with a value");
  }

  @Test
  void requests_to_a_load_balancer_are_requests_with_the_sum_of_its_times() {
    String tail =
        " ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-1:123456789012:"
            + "targetgroup/web/73e2d6bc24d8a067 \"Root=1-58337262-36d228ad5d99923122bbe354\""
            + " \"www.example.com\" \"session-reused\" 0 2026-11-30T10:00:00.364000Z \"forward\""
            + " \"-\" \"-\" \"192.0.2.80:80\" \"200\" \"-\" \"-\" TID_1234abcd";
    String log =
        "https 2026-11-30T10:00:00.500000Z app/lb/50dc6c495c0c9188 192.0.2.1:2817 192.0.2.80:80"
            + " 0.086 0.048 0.037 200 200 0 57"
            + " \"GET https://www.example.com:443/cart?id=7 HTTP/1.1\" \"curl/8.5.0\""
            + tail
            + "\n"
            + "https 2026-11-30T10:00:01.500000Z app/lb/50dc6c495c0c9188 192.0.2.1:2818 -"
            + " 0.001 -1 -1 504 - 0 57"
            + " \"POST https://www.example.com:443/cart HTTP/2.0\" \"curl/8.5.0\""
            + tail
            + "\n"
            + "http 2026-11-30T10:00:02.500000Z app/lb/50dc6c495c0c9188 192.0.2.1:2819 -"
            + " -1 -1 -1 400 - 0 57 \"- http://www.example.com:80- -\" \"-\""
            + tail;

    assertThat(Mapped.named("alb-access-log", log).events())
        .containsExactly(
            new Request("some.log:1", "GET /cart", null, 171, 200, ms("2026-11-30T10:00:00.5Z")),
            new Request("some.log:2", "POST /cart", null, 1, 504, ms("2026-11-30T10:00:01.5Z")),
            new Request("some.log:3", "(malformed)", null, 0, 400, ms("2026-11-30T10:00:02.5Z")));
  }

  private static String charge(String type, long amount, String currency) {
    return Records.quoted(
        "{'id':'evt_1','object':'event','api_version':'2024-06-20','created':1796032800,"
            + "'type':'"
            + type
            + "','livemode':false,'data':{'object':{'id':'ch_1','object':'charge','amount':"
            + amount
            + ",'currency':'"
            + currency
            + "','paid':true,'payment_method':'pm_1','payment_method_details':{'type':'card',"
            + "'card':{'brand':'visa','fingerprint':'fp_1','last4':'4242'}}}}}");
  }

  @Test
  void charges_are_payments_in_the_units_of_their_currency() {
    String events =
        String.join(
            "\n",
            charge("charge.succeeded", 1250, "eur"),
            charge("charge.failed", 500, "jpy"),
            charge("charge.succeeded", 12500, "isk"),
            charge("charge.succeeded", 1250, "kwd"),
            charge("charge.succeeded", 1250, "mga"),
            charge("customer.created", 0, "eur"));

    List<StreamEvent> payments = Mapped.named("stripe-charges", events).events();

    assertThat(payments)
        .extracting(event -> ((Payment) event).amount().amount().toPlainString())
        .containsExactly("12.5", "500", "125", "1.25", "1250");
    assertThat(payments)
        .extracting(event -> ((Payment) event).approved())
        .containsExactly(true, false, true, true, true);
    Payment first = (Payment) payments.get(0);
    assertThat(first.cardId()).isEqualTo("fp_1");
    assertThat(first.merchantId()).isEqualTo("own");
    assertThat(first.amount().currency().code()).isEqualTo("EUR");
    assertThat(UtcTime.format(first.eventTimeMs())).isEqualTo("2026-11-30T10:00:00.000Z");
  }

  private static final String ROW =
      "{'order_id':7,'customer_id':12,'product_id':'p1','quantity':2,'amount':'12.50',"
          + "'currency':'EUR','status':'%s'}";

  private static String row(String status) {
    return ROW.formatted(status);
  }

  private static String change(String op, String before, String after) {
    return "{'before':"
        + before
        + ",'after':"
        + after
        + ",'source':{'version':'2.7.0.Final','connector':'postgresql','ts_ms':1796032800123,"
        + "'lsn':24023128},'op':'"
        + op
        + "','ts_ms':1796032800500}";
  }

  @Test
  void changes_of_a_table_of_orders_are_orders_when_they_change_the_status() {
    String placed = change("c", "null", row("placed"));
    String completed = change("u", row("placed"), row("completed"));
    String sameStatus = change("u", row("completed"), row("completed"));
    String deleted = change("d", row("completed"), "null");
    String unwrapped = row("cancelled").replace("}", ",'__op':'u','__source_ts_ms':1796032800123}");
    String gone = row("cancelled").replace("}", ",'__deleted':'true'}");
    String inEnvelope = "{'schema':{'type':'struct'},'payload':" + placed + "}";
    String lines =
        Records.quoted(
            String.join("\n", placed, completed, sameStatus, deleted, unwrapped, gone, inEnvelope));

    List<StreamEvent> orders = Mapped.named("debezium-orders", lines).events();

    assertThat(orders)
        .extracting(event -> ((Order) event).status())
        .containsExactly(
            OrderStatus.PLACED, OrderStatus.COMPLETED, OrderStatus.CANCELLED, OrderStatus.PLACED);
    Order first = (Order) orders.get(0);
    assertThat(first.orderId()).isEqualTo("7");
    assertThat(first.customerId()).isEqualTo("12");
    assertThat(first.eventId()).isEqualTo("7|placed|24023128|1796032800123");
    assertThat(orders.get(3).eventId()).isEqualTo(first.eventId());
    assertThat(UtcTime.format(first.eventTimeMs())).isEqualTo("2026-11-30T10:00:00.123Z");
  }
}
