package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.event.Login;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.yaml.InvalidFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
  private static final String LOGINS =
      """
      stream: logins
      fields:
        event_id: $.id
        user_id: $.detail.user
        event_type: { path: "$.detail['what happened']", words: { ok: LOGIN_SUCCEEDED, bad: LOGIN_FAILED } }
        ip_address: $.hops[1].ip
        event_time: { path: $.at, time: epoch-seconds }
      """;

  private static final String LOGIN =
      Records.quoted(
          "{'x':[1,{'id':2}],'id':'e1','detail':{'user':'ada','what happened':'bad','y':null},"
              + "'hops':[{'ip':'192.0.2.1'},{'ip':'192.0.2.2'}],'at':1796032800.25}");

  private static StreamEvent event(String yaml, String line) {
    return Mapped.of(yaml, line).events().get(0);
  }

  private static Rejection rejection(String yaml, String line) {
    return Mapped.of(yaml, line).onlyRejection();
  }

  @Test
  void paths_lead_into_objects_and_arrays_and_to_quoted_names() {
    assertThat(event(LOGINS, LOGIN))
        .isEqualTo(new Login("e1", "ada", false, "192.0.2.2", 1796032800250L));
  }

  @Test
  void what_does_not_fit_names_the_field_its_path_the_value_and_what_is_allowed() {
    Rejection wrongType = rejection(LOGINS, LOGIN.replace("\"ada\"", "{}"));
    assertThat(wrongType.reason()).isEqualTo(Reason.WRONG_TYPE);
    assertThat(wrongType.field()).isEqualTo("user_id");
    assertThat(wrongType.detail())
        .isEqualTo("user_id ($.detail.user) is an object, must be a string");

    Rejection unknown = rejection(LOGINS, LOGIN.replace("\"bad\"", "\"odd\""));
    assertThat(unknown.reason()).isEqualTo(Reason.UNKNOWN_VALUE);
    assertThat(unknown.detail())
        .isEqualTo("event_type ($.detail['what happened']) is \"odd\", must be ok or bad");

    Rejection missing = rejection(LOGINS, LOGIN.replace("\"user\"", "\"nobody\""));
    assertThat(missing.reason()).isEqualTo(Reason.MISSING_FIELD);
    assertThat(missing.detail())
        .isEqualTo("user_id ($.detail.user) is missing, must be there with a value");

    Rejection time = rejection(LOGINS, LOGIN.replace("1796032800.25", "\"soon\""));
    assertThat(time.reason()).isEqualTo(Reason.INVALID_TIME);
    assertThat(time.detail())
        .isEqualTo(
            "event_time ($.at) is \"soon\", must be seconds since 1970, up to the year 9998");

    Rejection twice =
        rejection(LOGINS, LOGIN.replace("'y'", "'user'").replace("\"y\"", "\"user\""));
    assertThat(twice.reason()).isEqualTo(Reason.DUPLICATE_FIELD);
    assertThat(twice.field()).isEqualTo("$.detail.user");
  }

  @Test
  void a_record_that_is_no_json_is_refused_as_ever() {
    assertThat(rejection(LOGINS, LOGIN + "x").reason()).isEqualTo(Reason.MALFORMED_JSON);
    assertThat(rejection(LOGINS, "[]").reason()).isEqualTo(Reason.NOT_AN_OBJECT);
    assertThat(rejection(LOGINS, "{\"a\":".repeat(2000)).reason()).isEqualTo(Reason.MALFORMED_JSON);
  }

  @Test
  void several_objects_of_one_line_are_that_many_records_each_with_its_bytes() {
    Mapped mapped = Mapped.of(LOGINS, LOGIN + " " + LOGIN.replace("e1", "e2"));

    assertThat(mapped.events()).extracting(StreamEvent::eventId).containsExactly("e1", "e2");
    assertThat(mapped.records().get(1).bytes()).asString().isEqualTo(LOGIN.replace("e1", "e2"));
    assertThat(mapped.records().get(1).before()).isEqualTo(LOGIN.length() + 1);
  }

  @Test
  void elements_of_an_array_are_records_and_each_is_judged_alone() {
    String yaml = LOGINS + "records: $.page.items\n";
    String line =
        "{\"page\":{\"n\":[0],\"items\":[" + LOGIN + ", 7 ,\"x\",{}, " + LOGIN + " ]},\"z\":{}}";

    Mapped mapped = Mapped.of(yaml, line);

    assertThat(mapped.all())
        .extracting(each -> each.isRight())
        .containsExactly(true, false, false, false, true);
    assertThat(mapped.records())
        .extracting(record -> new String(record.bytes(), StandardCharsets.UTF_8))
        .containsExactly(LOGIN, "7", "\"x\"", "{}", LOGIN);
    assertThat(mapped.rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.NOT_AN_OBJECT, Reason.NOT_AN_OBJECT, Reason.MISSING_FIELD);
    int at = (int) mapped.records().get(4).before();
    assertThat(line.substring(at)).startsWith(LOGIN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | MISSING_FIELD | $.page.items is missing, must be the array of the records",
        "{'page':7} | MISSING_FIELD | $.page.items is missing, must be the array of the records",
        "{'page':[{'items':[]}]} | MISSING_FIELD | $.page.items is missing, must be the array of the records",
        "{'page':{'items':null}} | MISSING_FIELD | $.page.items is null, must be the array of the records",
        "{'page':{'items':{}}} | WRONG_TYPE | $.page.items is an object, must be the array of the records",
        "{'page':{'items':[],'items':[]}} | DUPLICATE_FIELD | $.page.items is there twice, must be there once",
      })
  void a_record_without_its_array_is_refused_as_a_whole(String line, Reason reason, String detail) {
    String json = line.replace('\'', '"');

    Rejection rejection = rejection(LOGINS + "records: $.page.items\n", json);

    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.field()).isEqualTo("$.page.items");
    assertThat(rejection.detail()).isEqualTo(detail);
    assertThat(rejection.raw().content()).asString().isEqualTo(json);
  }

  @Test
  void an_array_in_a_record_that_breaks_off_gives_no_record_at_all() {
    String line = "{\"page\":{\"items\":[" + LOGIN + "," + LOGIN.substring(0, 40);

    assertThat(rejection(LOGINS + "records: $.page.items\n", line).reason())
        .isEqualTo(Reason.MALFORMED_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ path: $.detail.user, equals: ada } | 1",
        "{ path: $.detail.user, equals: bob } | 0",
        "{ path: $.detail.user, not-equals: bob } | 1",
        "{ path: $.detail.user, in: [bob, ada] } | 1",
        "{ path: $.detail.user, not-in: [bob, ada] } | 0",
        "{ path: $.none, not-in: [bob, ada] } | 1",
        "{ path: $.none, equals: '' } | 0",
        "{ path: $.none, exists: true } | 0",
        "{ path: $.none, exists: false } | 1",
        "{ path: $.detail.y, exists: true } | 0",
        "{ path: $.x, exists: true } | 1",
        "{ path: '$.x[1].id', equals: 2 } | 1",
        "{ path: $.detail.user, differs-from: $.id } | 1",
        "{ path: $.detail.user, differs-from: $.none } | 1",
      })
  void a_record_that_is_not_meant_is_neither_an_event_nor_a_rejection(String only, int events) {
    String yaml = LOGINS + "only:\n  - " + only + "\n";

    assertThat(Mapped.of(yaml, LOGIN).events()).hasSize(events);
    assertThat(Mapped.of(yaml, LOGIN.replace("1796032800.25", "true")).rejections())
        .hasSize(events);
  }

  private static final String READINGS =
      """
      stream: readings
      fields:
        series_id: { template: "{$.host}/{$.sensor}{{}" }
        value: { path: $.v, times: 1000, absent: ["n/a"], default: -1 }
        event_time: { path: $.t, %s }
      """;

  private static Reading reading(String time, String line) {
    return (Reading) event(READINGS.formatted(time), Records.quoted(line));
  }

  @ParameterizedTest
  @CsvSource({
    "'1796032800',1796032800000",
    "'1796032800.0019',1796032800001",
    "'1796032800.25',1796032800250",
    "1796032800.5,1796032800500",
  })
  void seconds_since_the_epoch_may_have_decimals_and_be_a_string(String json, long ms) {
    String line = "{'host':'a','sensor':'b','v':1,'t':" + json + "}";
    assertThat(reading("time: epoch-seconds", line).eventTimeMs()).isEqualTo(ms);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e9", "-1", "''", "'1.'", "'.5'", "99999999999999999999", "'0x10'", "'١'", "{}"})
  void what_is_no_time_since_the_epoch_is_refused(String json) {
    String line = Records.quoted("{'host':'a','sensor':'b','v':1,'t':" + json + "}");
    assertThat(rejection(READINGS.formatted("time: epoch-seconds"), line).field())
        .isEqualTo("event_time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iso | 2026-11-30T12:00:00.5+0200 | 2026-11-30T10:00:00.500Z",
        "iso | 2026-11-30 12:00:00+02 | 2026-11-30T10:00:00.000Z",
        "iso | 2026-11-30T10:00:00.123456789Z | 2026-11-30T10:00:00.123Z",
        "[iso], zone: Europe/Berlin | 2026-07-30T12:00:00 | 2026-07-30T10:00:00.000Z",
        "[iso], zone: Europe/Berlin | 2026-07-30T12:00:00Z | 2026-07-30T12:00:00.000Z",
        "'dd/MMM/yyyy:HH:mm:ss Z' | 30/nov/2026:10:00:00 -0130 | 2026-11-30T11:30:00.000Z",
        "'d.M.yyyy H:mm:ss', zone: UTC | 1.2.2026 3:04:05 | 2026-02-01T03:04:05.000Z",
        "'MMM ppd HH:mm:ss', zone: UTC, year: 2024 | Feb 29 01:02:03 | 2024-02-29T01:02:03.000Z",
        "[epoch-millis, iso] | 2026-11-30T10:00:00Z | 2026-11-30T10:00:00.000Z",
        "[epoch-millis, iso] | 1796032800007 | 2026-11-30T10:00:00.007Z",
      })
  void times_are_read_in_the_forms_that_the_mapping_names(String time, String text, String utc) {
    String line = "{'host':'a','sensor':'b','v':1,'t':'" + text + "'}";
    assertThat(UtcTime.format(reading("time: " + time, line).eventTimeMs())).isEqualTo(utc);
  }

  @Test
  void a_day_that_the_given_year_does_not_have_is_refused() {
    String yaml = READINGS.formatted("time: 'MMM ppd HH:mm:ss', zone: UTC, year: 2026");
    String line = Records.quoted("{'host':'a','sensor':'b','v':1,'t':'Feb 29 01:02:03'}");
    assertThat(rejection(yaml, line).reason()).isEqualTo(Reason.INVALID_TIME);
  }

  @Test
  void a_day_of_leap_years_is_in_the_last_of_them_before_the_file_was_written() {
    Mapping mapping =
        Mapped.mapping(READINGS.formatted("time: 'MMM ppd HH:mm:ss', zone: UTC"))
            .bound("", Instant.parse("2026-11-30T00:00:00Z").toEpochMilli());
    String line = Records.quoted("{'host':'a','sensor':'b','v':1,'t':'Feb 29 01:02:03'}");

    assertThat(UtcTime.format(Mapped.of(mapping, line).events().get(0).eventTimeMs()))
        .isEqualTo("2024-02-29T01:02:03.000Z");
  }

  @Test
  void numbers_are_scaled_exactly_and_what_is_absent_has_its_default() {
    String form = "{'host':'a','sensor':'b','v':%s,'t':1}";
    String time = "time: epoch-millis";
    assertThat(reading(time, form.formatted("0.123"))).isEqualTo(new Reading("a/b{}", 123, 1));
    assertThat(reading(time, form.formatted("'1.1'")).value()).isEqualTo(1100);
    assertThat(reading(time, form.formatted("'n/a'")).value()).isEqualTo(-1);
    assertThat(reading(time, form.formatted("null")).value()).isEqualTo(-1);
    assertThat(
            rejection(READINGS.formatted(time), Records.quoted(form.formatted("1e999999999")))
                .reason())
        .isEqualTo(Reason.WRONG_TYPE);
    assertThat(
            rejection(READINGS.formatted(time), Records.quoted(form.formatted("1e-999999999")))
                .reason())
        .isEqualTo(Reason.WRONG_TYPE);
  }

  @Test
  void a_template_with_a_part_that_is_absent_has_no_value() {
    String yaml = READINGS.formatted("time: epoch-millis");
    assertThat(rejection(yaml, "{\"host\":\"a\",\"v\":1,\"t\":1}").detail())
        .isEqualTo("series_id ($.host, $.sensor) is missing, must be there with a value");
  }

  @Test
  void an_id_is_joined_of_its_parts_and_a_hash_where_that_is_too_long() {
    String yaml = LOGINS.replace("event_id: $.id", "event_id: { id: [$.id, $.detail.user] }");
    assertThat(event(yaml, LOGIN).eventId()).isEqualTo("e1|ada");
    assertThat(event(yaml, LOGIN.replace("\"e1\"", "\"a|b\\\\\"")).eventId())
        .isEqualTo("a\\|b\\\\|ada");
    String hash = event(yaml, LOGIN.replace("e1", "x".repeat(300))).eventId();
    assertThat(hash)
        .hasSize(32)
        .isNotEqualTo(event(yaml, LOGIN.replace("e1", "x".repeat(301))).eventId());
    assertThat(event(yaml, LOGIN.replace("\"e1\"", "null")).eventId()).isEqualTo("ada");
  }

  private static final String CSV =
      """
      stream: requests
      format: csv
      separator: ";"
      %s
      fields:
        event_id: id
        endpoint_id: url
        user_id: who
        latency_ms: ms
        status_code: { value: 200 }
        event_time: at
      """;

  @Test
  void cells_of_csv_are_quoted_by_the_standard_and_empty_ones_are_absent() {
    String lines = "r1;\"/a;\"\"b\"\"\";;12.5;1796032800000\nr2;/c;ada; 3 ;2026-11-30T10:00:00Z";

    assertThat(Mapped.of(CSV.formatted("columns: [id, url, who, ms, at]"), lines).events())
        .containsExactly(
            new Request("r1", "/a;\"b\"", null, 12.5, 200, 1796032800000L),
            new Request("r2", "/c", "ada", 3, 200, 1796032800000L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "r1;/a;x;1 | the line has 4 cells, must have 5: id, url, who, ms, at",
        "r1;\"/a;x;1;2 | the line has a quote that is not closed or in a cell without quotes",
        "r1;/a\"b;x;1;2 | the line has a quote that is not closed or in a cell without quotes",
        "r1;\"/a\"b;x;1;2 | the line has a quote that is not closed or in a cell without quotes",
      })
  void a_line_that_is_no_csv_of_its_columns_is_refused(String line, String detail) {
    Rejection rejection = rejection(CSV.formatted("columns: [id, url, who, ms, at]"), line);
    assertThat(rejection.reason()).isEqualTo(Reason.MALFORMED_LINE);
    assertThat(rejection.detail()).isEqualTo(detail);
  }

  @Test
  void the_header_of_a_file_names_its_columns_and_is_no_record() {
    Mapping mapping = Mapped.mapping(CSV.formatted("header: true"));
    assertThat(mapping.lacks()).contains("header");
    String header = "at;ms;who;url;id;more";

    Mapped mapped =
        Mapped.of(
            mapping.bound(header, 0), header + "\n1;2;ada;/a;r1;x\n" + header + "\n3;4;;/b;r2;");

    assertThat(mapped.events())
        .containsExactly(
            new Request("r1", "/a", "ada", 2, 200, 1), new Request("r2", "/b", null, 4, 200, 3));
    assertThat(mapping.bound(header, 0).lacks()).isNull();
  }

  @Test
  void a_header_without_a_column_that_is_needed_is_refused_with_the_nearest() {
    Mapping mapping = Mapped.mapping(CSV.formatted("header: true"));
    assertThatThrownBy(() -> mapping.bound("at;ms;who;uri;id", 0))
        .isInstanceOf(InvalidFile.class)
        .hasMessage("mapping test.yaml: the file has no column \"url\"; did you mean \"uri\"?");
  }

  @Test
  void reference_data_may_be_mapped_too() {
    String yaml =
        """
        stream: products
        format: csv
        columns: [sku, title]
        fields: { product_id: sku, name: title }
        """;
    Product product = (Product) event(yaml, "p1,\"Tea, pot\"");
    assertThat(product.productId()).isEqualTo("p1");
    assertThat(product.name()).isEqualTo("Tea, pot");
  }

  @Test
  void numbers_that_others_write_as_strings_and_ids_that_they_write_as_numbers_are_read() {
    String yaml =
        """
        stream: payments
        fields:
          event_id: $.id
          card_id: $.card
          merchant_id: { value: shop }
          amount: $.amount
          currency: $.currency
          outcome: { path: $.ok, words: { true: APPROVED }, else: DECLINED }
          event_time: $.at
        """;
    String line =
        Records.quoted(
            "{'id':17,'card':'c1','amount':'12.50','currency':'eur','ok':true,'at':'1796032800000'}");
    Payment payment = (Payment) event(yaml, line);
    assertThat(payment.eventId()).isEqualTo("17");
    assertThat(payment.approved()).isTrue();
    assertThat(payment.eventTimeMs()).isEqualTo(1796032800000L);
    assertThat(payment.amount().toString()).isEqualTo("12.50 EUR");
  }

  @Test
  void a_mapping_travels_with_a_job_and_means_the_same_there() throws Exception {
    Mapping bound = Mapped.mapping(CSV.formatted("header: true")).bound("at;ms;who;url;id", 5);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new JsonWireFormat().with(bound));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      JsonWireFormat read = (JsonWireFormat) in.readObject();
      Mapping arrived = List.copyOf(read.mappings().values()).get(0);
      assertThat(Mapped.of(arrived, "x;x;x;x;x\n1;2;ada;/a;r1").all().get(1).get())
          .isEqualTo(new Request("r1", "/a", "ada", 2, 200, 1));
    }
  }
}
