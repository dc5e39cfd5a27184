package io.millrace.json;

import static io.millrace.json.Records.quoted;
import static io.millrace.json.Records.rejection;
import static io.millrace.json.Records.valid;
import static io.millrace.json.Records.with;
import static io.millrace.json.Records.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {
  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void a_rejection_keeps_the_record_and_its_source(Stream stream) {
    Rejection rejection = rejection(stream, "{ }");
    assertThat(rejection.stream()).isEqualTo(stream);
    assertThat(rejection.raw().content()).isEqualTo(new byte[] {'{', ' ', '}'});
    assertThat(rejection.origin()).isEqualTo(Records.ORIGIN);
  }

  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void a_record_may_have_ten_mebibytes_and_no_more(Stream stream) {
    byte[] bytes = new byte[RawRecord.MAX_BYTES + 1];
    Arrays.fill(bytes, (byte) ' ');
    byte[] json = valid(stream).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(json, 0, bytes, 0, json.length);
    Rejection rejection = Records.decode(stream, bytes).getLeft();
    assertThat(rejection.reason()).isEqualTo(Reason.RECORD_TOO_LARGE);
    assertThat(rejection.field()).isNull();
    assertThat(rejection.raw().content()).isSameAs(bytes);
    byte[] one = Arrays.copyOf(bytes, RawRecord.MAX_BYTES);
    assertThat(Records.decode(stream, one).isRight()).isTrue();
  }

  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void what_is_not_utf8_is_rejected(Stream stream) {
    byte[] bytes = valid(stream).getBytes(StandardCharsets.UTF_8);
    bytes[9] = (byte) 0xFF;
    Rejection rejection = Records.decode(stream, bytes).getLeft();
    assertThat(rejection.reason()).isEqualTo(Reason.INVALID_UTF8);
    assertThat(rejection.detail())
        .isEqualTo("the record has 0xFF at byte 10, where it is not UTF-8");
  }

  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void what_is_not_one_json_value_is_rejected(Stream stream) {
    String json = valid(stream);
    for (String bad :
        new String[] {
          "",
          " ",
          json.substring(0, json.length() - 1),
          json + "1",
          json + json,
          json + "x",
          json + ",",
          json + "}",
          "\uFEFF" + json,
          json.replace(":", "="),
          json.replace('"', '\''),
          json.replace("}", ",}"),
          json.replace("{", "{/**/"),
          json.replace("{", "{\"x\":01,"),
          json.replace("{", "{\"x\":+1,"),
          json.replace("{", "{\"x\":1.,"),
          json.replace("{", "{\"x\":.5,"),
          json.replace("{", "{\"x\":NaN,"),
          json.replace("{", "{\"x\":\"\t\","),
          json.replace("{", "{\"x\":\"\\x\","),
          json.replace("{", "{\"x\":\"\\u12G4\","),
          json.replace("{", "{\"x\":[1,],"),
          json.replace("{", "{x:1,"),
          json.replace("{", "{\u00A0"),
          "null null",
          "1 2",
          "[1,2",
          "nul",
          "\u0000",
          "{\u0000\"\u0000a\u0000\"\u0000:\u00001\u0000}\u0000"
        }) {
      assertThat(rejection(stream, bad))
          .extracting(Rejection::reason)
          .as(bad)
          .isEqualTo(Reason.MALFORMED_JSON);
    }
  }

  @Test
  void what_is_malformed_is_located() {
    assertThat(rejection(Stream.LOGINS, "{\"event_id\":\"e1\",}").detail())
        .startsWith("the record must be one JSON object by RFC 8259, but near byte 17: ")
        .doesNotContain("start marker");
  }

  @Test
  void what_is_malformed_is_told_without_misleading() {
    assertThat(rejection(Stream.LOGINS, "\uFEFF{}").detail())
        .contains(
            ": Unexpected character ('U+00FEFF' (code 65279 / 0xfeff)): expected a valid value");
    assertThat(rejection(Stream.LOGINS, "{\"a\":[}").detail())
        .endsWith(": Unexpected close marker '}': expected ']'");
  }

  @Test
  void nesting_is_bounded_and_the_rejection_says_so() {
    String fits = "{\"x\":" + "[".repeat(999) + "]".repeat(999) + ",";
    Records.event(Stream.LOGINS, valid(Stream.LOGINS).replace("{", fits));
    String tooDeep = "{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + ",";
    Rejection rejection = rejection(Stream.LOGINS, valid(Stream.LOGINS).replace("{", tooDeep));
    assertThat(rejection.reason()).isEqualTo(Reason.MALFORMED_JSON);
    assertThat(rejection.detail()).contains("nested deeper than 1000 levels");
    assertThat(rejection(Stream.LOGINS, "[".repeat(5_000_000)).detail()).contains("nested deeper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'x'", "1", "-1.5e3", "true", "null", "[]", "[{'event_id':'e'}]"})
  void what_is_not_an_object_is_rejected(String json) {
    for (Stream stream : Stream.BUILT_IN) {
      assertThat(rejection(stream, quoted(json)).reason()).isEqualTo(Reason.NOT_AN_OBJECT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "logins,event_id user_id event_type ip_address event_time,",
    "payments,event_id card_id merchant_id amount currency outcome event_time,ip_address device_id",
    "orders,event_id order_id customer_id product_id quantity amount currency status event_time,test",
    "inventory,event_id product_id warehouse_id quantity event_time,",
    "requests,event_id endpoint_id latency_ms status_code event_time,user_id",
    "readings,series_id value event_time,",
    "products,product_id name,category"
  })
  void each_field_must_be_there_once_and_of_its_type(
      String name, String required, @Nullable String optional) {
    Stream stream = Catalogue.installed().stream(name).orElseThrow();
    String[] mandatory = required.split(" ", -1);
    for (int i = mandatory.length - 1; i >= 0; i--) {
      String field = mandatory[i];
      assertFault(stream, without(stream, field), Reason.MISSING_FIELD, field);
      assertFault(stream, with(stream, field, "null"), Reason.MISSING_FIELD, field);
    }
    String all = optional == null ? required : required + " " + optional;
    for (String field : all.split(" ", -1)) {
      assertFault(stream, with(stream, field, "{'a':[1]}"), Reason.WRONG_TYPE, field);
      assertFault(stream, with(stream, field, "[]"), Reason.WRONG_TYPE, field);
      if (!field.equals("test")) {
        assertFault(stream, with(stream, field, "true"), Reason.WRONG_TYPE, field);
      }
      String twice = valid(stream).replaceFirst("\\{", "{\"" + field + "\":null,");
      assertFault(stream, twice, Reason.DUPLICATE_FIELD, field);
    }
    assertFault(stream, "{}", Reason.MISSING_FIELD, mandatory[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "logins|event_id|12|WRONG_TYPE",
        "logins|event_id|''|INVALID_IDENTIFIER",
        "logins|user_id|' \\n '|INVALID_IDENTIFIER",
        "logins|user_id|'a\\ud800'|INVALID_IDENTIFIER",
        "logins|user_id|'\\udc00\\ud800'|INVALID_IDENTIFIER",
        "logins|ip_address|'\\ud800\\ud800\\udc00'|INVALID_IDENTIFIER",
        "logins|event_type|'login_failed'|UNKNOWN_VALUE",
        "logins|event_type|' LOGIN_FAILED'|UNKNOWN_VALUE",
        "logins|event_type|1|WRONG_TYPE",
        "payments|amount|-0.0001|OUT_OF_RANGE",
        "payments|amount|'-0.01'|OUT_OF_RANGE",
        "payments|amount|-1|OUT_OF_RANGE",
        "payments|currency|'EURO'|UNKNOWN_VALUE",
        "payments|currency|'XTS'|UNKNOWN_VALUE",
        "payments|currency|' EUR'|UNKNOWN_VALUE",
        "payments|currency|'\u0131nr'|UNKNOWN_VALUE",
        "payments|currency|978|WRONG_TYPE",
        "payments|outcome|'approved'|UNKNOWN_VALUE",
        "payments|device_id|''|INVALID_IDENTIFIER",
        "payments|ip_address|0|WRONG_TYPE",
        "orders|quantity|0|OUT_OF_RANGE",
        "orders|quantity|-0|OUT_OF_RANGE",
        "orders|quantity|-1|OUT_OF_RANGE",
        "orders|quantity|1.0|WRONG_TYPE",
        "orders|quantity|1e0|WRONG_TYPE",
        "orders|quantity|'1'|WRONG_TYPE",
        "orders|quantity|2147483648|OUT_OF_RANGE",
        "orders|quantity|4294967297|OUT_OF_RANGE",
        "orders|quantity|-99999999999999999999999|OUT_OF_RANGE",
        "orders|amount|-0.01|OUT_OF_RANGE",
        "orders|amount|'1e2'|INVALID_AMOUNT",
        "orders|status|'SHIPPED'|UNKNOWN_VALUE",
        "orders|status|'PLACED '|UNKNOWN_VALUE",
        "orders|status|'CANCE\u0131LED'|UNKNOWN_VALUE",
        "orders|test|'true'|WRONG_TYPE",
        "orders|test|1|WRONG_TYPE",
        "inventory|quantity|0|OUT_OF_RANGE",
        "inventory|quantity|-5|OUT_OF_RANGE",
        "inventory|event_time|'yesterday'|INVALID_TIME",
        "requests|latency_ms|-0.001|OUT_OF_RANGE",
        "requests|latency_ms|1000000000.001|OUT_OF_RANGE",
        "requests|latency_ms|1e400|OUT_OF_RANGE",
        "requests|latency_ms|'12'|WRONG_TYPE",
        "requests|status_code|99|OUT_OF_RANGE",
        "requests|status_code|600|OUT_OF_RANGE",
        "requests|status_code|200.0|WRONG_TYPE",
        "requests|user_id|7|WRONG_TYPE",
        "readings|value|1.0000000000000002e150|OUT_OF_RANGE",
        "readings|value|-1e400|OUT_OF_RANGE",
        "readings|value|'1'|WRONG_TYPE",
        "readings|series_id|'latency:cart'|INVALID_IDENTIFIER",
        "products|product_id|''|INVALID_IDENTIFIER",
        "products|name|''|INVALID_IDENTIFIER",
        "products|category|' '|INVALID_IDENTIFIER",
        "products|category|1|WRONG_TYPE"
      })
  void a_value_that_is_not_allowed_is_rejected(
      String name, String field, String value, Reason reason) {
    Stream stream = Catalogue.installed().stream(name).orElseThrow();
    assertFault(stream, with(stream, field, value), reason, field);
  }

  @Test
  void identifiers_and_names_may_not_be_too_long() {
    String id = "'" + "\uD83D\uDE00".repeat(257) + "'";
    assertFault(
        Stream.LOGINS, with(Stream.LOGINS, "user_id", id), Reason.INVALID_IDENTIFIER, "user_id");
    String name = "'" + "n".repeat(1025) + "'";
    assertFault(
        Stream.PRODUCTS, with(Stream.PRODUCTS, "name", name), Reason.INVALID_IDENTIFIER, "name");
  }

  @Test
  void of_several_faults_the_first_in_the_record_counts_then_what_is_missing() {
    assertFault(
        Stream.REQUESTS,
        quoted("{'status_code':1,'latency_ms':-1,'event_id':7}"),
        Reason.OUT_OF_RANGE,
        "status_code");
    assertFault(
        Stream.REQUESTS, quoted("{'user_id':7,'event_id':'e'}"), Reason.WRONG_TYPE, "user_id");
    assertFault(
        Stream.ORDERS,
        valid(Stream.ORDERS).replace(":3,", ":-3,").replace("event_time", "time"),
        Reason.MISSING_FIELD,
        "event_time");
    assertFault(
        Stream.ORDERS,
        quoted("{'quantity':0,'test':true,'test':1}"),
        Reason.DUPLICATE_FIELD,
        "test");
    assertThat(rejection(Stream.ORDERS, quoted("{'quantity':0,'test':true,'test':1")).reason())
        .isEqualTo(Reason.MALFORMED_JSON);
  }

  @Test
  void the_detail_names_the_field_the_value_and_what_is_allowed() {
    assertThat(rejection(Stream.ORDERS, with(Stream.ORDERS, "quantity", "-3")).detail())
        .isEqualTo("quantity is -3, must be greater than 0 unless status is CANCELLED");
    assertThat(rejection(Stream.ORDERS, with(Stream.ORDERS, "status", "'GONE'")).detail())
        .isEqualTo("status is \"GONE\", must be PLACED or COMPLETED or CANCELLED");
    assertThat(rejection(Stream.ORDERS, with(Stream.ORDERS, "test", "[]")).detail())
        .isEqualTo("test is an array, must be true or false");
    assertThat(rejection(Stream.LOGINS, with(Stream.LOGINS, "user_id", "null")).detail())
        .isEqualTo("user_id is null, must be there with a value");
  }

  @Test
  void a_hostile_value_is_harmless_in_the_detail() {
    String value = "'\\u001b[31m\\ud800\\u202e" + "\uD83D\uDE00".repeat(300) + "'";
    assertThat(rejection(Stream.LOGINS, with(Stream.LOGINS, "event_type", value)).detail())
        .isEqualTo(
            "event_type is \"U+00001B[31mU+00D800U+00202E"
                + "\uD83D\uDE00".repeat(73)
                + "...\", must be LOGIN_SUCCEEDED or LOGIN_FAILED");
  }

  static void assertFault(Stream stream, String json, Reason reason, String field) {
    Rejection rejection = rejection(stream, json);
    assertThat(rejection.reason()).as("%s: %s", json, rejection.detail()).isEqualTo(reason);
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.detail()).startsWith(field + " ");
  }
}
