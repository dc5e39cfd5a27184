package io.millrace.json;

import static io.millrace.json.Records.event;
import static io.millrace.json.Records.quoted;
import static io.millrace.json.Records.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.ReceivedRecord;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductChangeTest {
  private static final String POSITION = Records.ORIGIN.position();
  private static final String AFTER =
      "'after':{'product_id':'p1','name':'Teapot','category':'Tea'}";
  private static final String ORIGIN =
      "'source':{'version':'3.0','connector':'postgresql','ts_ms':1795428000123,'snapshot':'false',"
          + "'table':'products','lsn':[1,{'x':null}]}";

  private static Object read(String json) {
    return event(Stream.PRODUCTS, quoted(json));
  }

  /** As Kafka Connect writes it with {@code schemas.enable}. */
  private static String besideItsSchema(String envelope) {
    return "{'schema':{'type':'struct','optional':false,'name':'shop.Envelope','fields':["
        + "{'type':'struct','field':'after','fields':[{'type':'string','field':'product_id'}]}]},"
        + "'payload':"
        + envelope
        + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "u", "r"})
  void a_product_is_as_it_is_after_the_change_from_then_on(String op) {
    String envelope =
        "{'before':null," + AFTER + "," + ORIGIN + ",'op':'" + op + "','ts_ms':1795428000999}";
    Product expected = new Product(POSITION, 1795428000123L, "p1", "Teapot", "Tea");

    assertThat(read(envelope)).isEqualTo(expected);
    assertThat(read(besideItsSchema(envelope))).isEqualTo(expected);
  }

  @Test
  void a_deleted_product_is_there_no_longer() {
    String envelope =
        "{'before':{'product_id':'p1','name':'','category':7},'after':null,"
            + ORIGIN
            + ",'op':'d'}";
    Product expected = Product.deleted(POSITION, 1795428000123L, "p1");

    assertThat(read(envelope)).isEqualTo(expected);
    assertThat(read(besideItsSchema(envelope))).isEqualTo(expected);
  }

  @Test
  void the_order_of_the_fields_means_nothing() {
    assertThat(read("{'op':'c','ts_ms':5," + ORIGIN + "," + AFTER + "}"))
        .isEqualTo(new Product(POSITION, 1795428000123L, "p1", "Teapot", "Tea"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'source':{},", "'source':null,", "'source':{'ts_ms':null},", ""})
  void a_source_without_a_time_leaves_that_of_the_event(String source) {
    assertThat(read("{" + AFTER + "," + source + "'op':'c','ts_ms':1795428000999}"))
        .isEqualTo(new Product(POSITION, 1795428000999L, "p1", "Teapot", "Tea"));
  }

  @Test
  void a_record_with_a_product_id_is_plain_whatever_else_it_has() {
    assertThat(read("{'product_id':'p2','name':'Cup','op':'d','payload':{'op':'x'}}"))
        .isEqualTo(new Product(POSITION, "p2", "Cup", null));
    assertThat(rejection(Stream.PRODUCTS, quoted("{'product_id':null,'op':'d','payload':{}}")))
        .extracting(Rejection::field)
        .isEqualTo("product_id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'Cup'} | MISSING_FIELD | product_id | product_id is missing",
        "{'op':null} | MISSING_FIELD | op | op is null",
        "{'op':'t','ts_ms':5} | UNKNOWN_VALUE | op | op is \"t\", must be c or u or d or r",
        "{'op':'c','ts_ms':5} | MISSING_FIELD | after | after is missing",
        "{'op':'u','ts_ms':5,'after':null} | MISSING_FIELD | after | after is missing",
        "{'op':'c','after':{'product_id':'p','name':'n'}} | MISSING_FIELD | source.ts_ms |",
        "{'op':'d','ts_ms':5,'before':null} | MISSING_FIELD | before.product_id |",
        "{'op':'d','ts_ms':5,'before':{}} | MISSING_FIELD | before.product_id |",
        "{'op':'c','ts_ms':5,'after':[]} | WRONG_TYPE | after | after is an array, must be an obj",
        "{'op':'c','ts_ms':5,'after':{'product_id':7.0,'name':'n'}} | WRONG_TYPE | after.product_id |",
        "{'op':'c','ts_ms':5,'after':{'product_id':1e3,'name':'n'}} | WRONG_TYPE | after.product_id |",
        "{'op':'c','ts_ms':5,'after':{'product_id':true,'name':'n'}} | WRONG_TYPE | after.product_id |",
        "{'op':'c','ts_ms':5,'after':{'product_id':'p','name':7}} | WRONG_TYPE | after.name |",
        "{'product_id':7,'name':'n'} | WRONG_TYPE | product_id | product_id is 7, must be a string",
        "{'product_id':7,'name':'n','__deleted':null} | WRONG_TYPE | product_id | product_id is 7",
        "{'product_id':'p','name':'n','__deleted':'no'} | UNKNOWN_VALUE | __deleted | __deleted is \"no\"",
        "{'product_id':'p','name':'n','__deleted':'TRUE'} | UNKNOWN_VALUE | __deleted |",
        "{'product_id':'p','name':'n','__deleted':1} | WRONG_TYPE | __deleted | __deleted is 1, must be true",
        "{'product_id':'p','__deleted':'false'} | MISSING_FIELD | name | name is missing",
        "{'product_id':'p','name':null} | MISSING_FIELD | name | name is null, must be there",
        "{'product_id':null,'__deleted':'true'} | MISSING_FIELD | product_id | product_id is null",
        "{'product_id':'p','name':7,'__deleted':'true'} | WRONG_TYPE | name |",
        "{'op':'c','ts_ms':5,'after':{'product_id':'p'}} | MISSING_FIELD | after.name | after.name is",
        "{'op':'c','ts_ms':5,'after':{'name':'n','name':'n'}} | DUPLICATE_FIELD | after.name |",
        "{'op':'c','ts_ms':-1,'after':{'product_id':'p','name':'n'}} | INVALID_TIME | ts_ms |",
        "{'op':'c','source':{'ts_ms':-1}} | INVALID_TIME | source.ts_ms | source.ts_ms is -1",
        "{'payload':7} | WRONG_TYPE | payload | payload is 7, must be an object",
        "{'payload':null} | MISSING_FIELD | payload | payload is null",
        "{'payload':{'op':'x'}} | UNKNOWN_VALUE | payload.op | payload.op is \"x\"",
        "{'payload':{'op':'c','after':{'name':7}}} | WRONG_TYPE | payload.after.name |",
        "{'op':'c','op':'c'} | DUPLICATE_FIELD | op |",
        "{'op':'c' | MALFORMED_JSON | | the record must be one JSON object"
      })
  void what_cannot_be_read_is_rejected(String json, Reason reason, String field, String detail) {
    Rejection rejection = rejection(Stream.PRODUCTS, quoted(json));

    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.detail()).contains(detail == null ? "" : detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'true'", "true"})
  void an_unwrapped_row_that_is_gone_deletes_its_product(String deleted) {
    Product expected = Product.deleted(POSITION, Long.MIN_VALUE, "p1");

    assertThat(read("{'product_id':'p1','name':'Pot','category':null,'__deleted':" + deleted + "}"))
        .isEqualTo(expected);
    assertThat(read("{'__deleted':" + deleted + ",'product_id':'p1'}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'false'", "false", "null"})
  void an_unwrapped_row_that_is_there_is_a_product(String deleted) {
    assertThat(read("{'product_id':'p1','name':'Pot','__deleted':" + deleted + "}"))
        .isEqualTo(new Product(POSITION, "p1", "Pot", null));
  }

  @ParameterizedTest
  @CsvSource({"1001,1001", "-7,-7", "0,0", "9223372036854775808,9223372036854775808"})
  void integer_keys_of_changes_are_their_decimal_digits(String key, String id) {
    String after = "'after':{'product_id':" + key + ",'name':'Pot'}";
    String before = "'before':{'product_id':" + key + "}";

    assertThat(read("{" + after + "," + ORIGIN + ",'op':'u'}"))
        .isEqualTo(new Product(POSITION, 1795428000123L, id, "Pot", null));
    assertThat(read(besideItsSchema("{" + before + "," + ORIGIN + ",'op':'d'}")))
        .isEqualTo(Product.deleted(POSITION, 1795428000123L, id));
    assertThat(read("{'product_id':" + key + ",'name':'Pot','__deleted':'false'}"))
        .isEqualTo(new Product(POSITION, id, "Pot", null));
    assertThat(read("{'product_id':" + key + ",'__deleted':'true'}"))
        .isEqualTo(Product.deleted(POSITION, Long.MIN_VALUE, id));
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true", "true,true"})
  void what_a_change_leaves_out_is_told_with_the_record(boolean name, boolean category) {
    String same = "__debezium_unavailable_value";
    String columns =
        "{'product_id':'p1','name':'%s','category':'%s'}"
            .formatted(name ? same : "Pot", category ? same : "Tea");
    String envelope = quoted("{'after':" + columns + "," + ORIGIN + ",'op':'u'}");

    assertThat(event(Stream.PRODUCTS, envelope))
        .isEqualTo(partly(envelope, name, category, 1795428000123L));
    assertThat(read(columns)).isEqualTo(partly(quoted(columns), name, category, Long.MIN_VALUE));
  }

  private static Product partly(String json, boolean name, boolean category, long fromMs) {
    Bytes raw = new Bytes(json.getBytes(StandardCharsets.UTF_8));
    return new Product(
        POSITION,
        fromMs,
        "p1",
        name ? null : "Pot",
        category ? null : "Tea",
        new Product.Unchanged(name, category, new ReceivedRecord(raw, Records.ORIGIN)));
  }

  @Test
  void a_record_leaves_nothing_behind_for_the_next() {
    read(besideItsSchema("{" + AFTER + "," + ORIGIN + ",'op':'c'}"));

    assertThat(rejection(Stream.PRODUCTS, quoted("{'payload':{'op':'c','ts_ms':5}}")).field())
        .isEqualTo("payload.after");
    assertThat(rejection(Stream.PRODUCTS, quoted("{'payload':{'op':'d'," + ORIGIN + "}}")).field())
        .isEqualTo("payload.before.product_id");
    assertThat(read("{'product_id':'p2','name':'Cup'}"))
        .isEqualTo(new Product(POSITION, "p2", "Cup", null));
  }
}
