package io.millrace.json;

import static io.millrace.json.Records.event;
import static io.millrace.json.Records.quoted;
import static io.millrace.json.Records.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductChangeTest {
  private static final String POSITION = Records.SOURCE.position();
  private static final String AFTER =
      "'after':{'product_id':'p1','name':'Teapot','category':'Tea'}";
  private static final String SOURCE =
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
        "{'before':null," + AFTER + "," + SOURCE + ",'op':'" + op + "','ts_ms':1795428000999}";
    Product expected = new Product(POSITION, 1795428000123L, "p1", "Teapot", "Tea");

    assertThat(read(envelope)).isEqualTo(expected);
    assertThat(read(besideItsSchema(envelope))).isEqualTo(expected);
  }

  @Test
  void a_deleted_product_is_there_no_longer() {
    String envelope =
        "{'before':{'product_id':'p1','name':'','category':7},'after':null,"
            + SOURCE
            + ",'op':'d'}";
    Product expected = Product.deleted(POSITION, 1795428000123L, "p1");

    assertThat(read(envelope)).isEqualTo(expected);
    assertThat(read(besideItsSchema(envelope))).isEqualTo(expected);
  }

  @Test
  void the_order_of_the_fields_means_nothing() {
    assertThat(read("{'op':'c','ts_ms':5," + SOURCE + "," + AFTER + "}"))
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
        "{'op':'c','ts_ms':5,'after':{'product_id':7,'name':'n'}} | WRONG_TYPE | after.product_id |",
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

  @Test
  void a_record_leaves_nothing_behind_for_the_next() {
    read(besideItsSchema("{" + AFTER + "," + SOURCE + ",'op':'c'}"));

    assertThat(rejection(Stream.PRODUCTS, quoted("{'payload':{'op':'c','ts_ms':5}}")).field())
        .isEqualTo("payload.after");
    assertThat(rejection(Stream.PRODUCTS, quoted("{'payload':{'op':'d'," + SOURCE + "}}")).field())
        .isEqualTo("payload.before.product_id");
    assertThat(read("{'product_id':'p2','name':'Cup'}"))
        .isEqualTo(new Product(POSITION, "p2", "Cup", null));
  }
}
