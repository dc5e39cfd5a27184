package io.millrace.json;

import static io.millrace.json.Records.quoted;
import static io.millrace.json.Records.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.CodePoints;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One place, and the records that stand in it. */
class SeveralObjectsTest {
  private static final List<Stream> STREAMS = Stream.BUILT_IN;

  private final EventDecoder decoder = new JsonWireFormat().decoder();

  private record Taken(RawRecord record, Either<Rejection, StreamEvent> decoded) {}

  private List<Taken> take(Stream stream, RawRecord place) {
    List<Taken> taken = new ArrayList<>();
    decoder.decodeAll(stream, place, (record, decoded) -> taken.add(new Taken(record, decoded)));
    return taken;
  }

  private List<Taken> take(Stream stream, String json) {
    return take(stream, Records.raw(json));
  }

  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void objects_that_follow_each_other_are_that_many_records(Stream stream) {
    String one = valid(stream);

    List<Taken> taken = take(stream, one + one + " \t\r\n" + one);

    assertThat(taken).hasSize(3).allMatch(each -> each.decoded().isRight());
    assertThat(taken)
        .extracting(each -> new String(each.record().bytes(), StandardCharsets.UTF_8))
        .containsOnly(one);
    assertThat(taken).extracting(each -> each.record().origin()).containsOnly(Records.ORIGIN);
  }

  @Test
  void one_object_is_the_record_itself() {
    RawRecord place = Records.raw("  " + valid(Stream.LOGINS) + " ");

    assertThat(take(Stream.LOGINS, place))
        .singleElement()
        .matches(taken -> taken.record() == place && taken.decoded().isRight());
  }

  @Test
  void each_object_is_rejected_for_its_own_fault_with_its_own_bytes() {
    String good = valid(Stream.LOGINS);

    List<Taken> taken = take(Stream.LOGINS, good + "{} " + quoted("{'event_id':7}") + good);

    assertThat(taken)
        .extracting(each -> each.decoded().isRight())
        .containsExactly(true, false, false, true);
    Rejection second = taken.get(1).decoded().getLeft();
    assertThat(second.raw().content()).asString().isEqualTo("{}");
    assertThat(second.reason()).isEqualTo(Reason.MISSING_FIELD);
    Rejection third = taken.get(2).decoded().getLeft();
    assertThat(third.raw().content()).asString().isEqualTo("{\"event_id\":7}");
    assertThat(third.reason()).isEqualTo(Reason.WRONG_TYPE);
    assertThat(third.origin()).isEqualTo(Records.ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@@x",
        "@@ 7",
        "@@[]",
        "@@,@",
        "@,@",
        "@@null",
        "@\"@\"",
        "@@{",
        "@@{\"a\":}",
        "@@}",
        "[]@",
        "7 @",
        "@@{\"a\":\"\u0001\"}",
        "@\u0000@",
        "@\u00a0@",
        "@\ufeff@"
      })
  void anything_else_beside_them_makes_all_of_it_one_rejection(String pattern) {
    String place = pattern.replace("@", valid(Stream.PAYMENTS));

    assertThat(take(Stream.PAYMENTS, place))
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.decoded().getLeft().reason()).isEqualTo(Reason.MALFORMED_JSON);
              assertThat(taken.decoded().getLeft().raw().content())
                  .isEqualTo(place.getBytes(StandardCharsets.UTF_8));
            });
  }

  @Test
  void of_several_products_of_one_place_the_last_counts() {
    String first = quoted("{'product_id':'p','name':'Pot'}");
    String last = quoted("{'op':'c','ts_ms':5,'after':{'product_id':'p','name':'Kettle'}}");

    List<Taken> taken = take(Stream.PRODUCTS, first + first + last + first);

    String before = "";
    for (Taken each : taken) {
      String position = ((Product) each.decoded().get()).position();
      assertThat(CodePoints.compare(before, position)).isNegative();
      before = position;
    }
    Product ofNextLine = (Product) Records.event(Stream.PRODUCTS, first);
    assertThat(taken).hasSize(4);
    assertThat(((Product) taken.get(0).decoded().get()).position())
        .isEqualTo(ofNextLine.position());
  }

  @Test
  void a_place_of_more_objects_than_records_could_be_is_one_rejection() {
    assertThat(take(Stream.LOGINS, "{}".repeat(JsonObjects.MOST + 1)))
        .singleElement()
        .extracting(taken -> taken.decoded().getLeft().detail())
        .asString()
        .contains("or makes more than 500,000 of them");
  }

  @Test
  void any_records_side_by_side_are_read_as_each_alone() {
    long seed = Long.getLong("millrace.seed", 20_261_129);
    System.out.println("SeveralObjectsTest: -Dmillrace.seed=" + seed);
    Random random = new Random(seed);
    String[] spaces = {"", "", " ", "\n", "\t \r\n"};
    for (int i = 0; i < 5_000; i++) {
      Stream stream = STREAMS.get(random.nextInt(STREAMS.size()));
      List<String> all = new ArrayList<>();
      StringBuilder place = new StringBuilder();
      for (int count = 2 + random.nextInt(4); count > 0; count--) {
        Stream of = random.nextInt(3) > 0 ? stream : STREAMS.get(random.nextInt(STREAMS.size()));
        String one = valid(of).replace("e1", random.nextBoolean() ? "{}" : "\\\"}{\\\\");
        all.add(one);
        place.append(spaces[random.nextInt(5)]).append(one).append(spaces[random.nextInt(5)]);
      }

      List<Taken> taken = take(stream, place.toString());

      assertThat(taken)
          .as(place.toString())
          .extracting(each -> new String(each.record().bytes(), StandardCharsets.UTF_8))
          .isEqualTo(all);
      assertThat(taken)
          .extracting(each -> each.decoded().isRight())
          .isEqualTo(
              all.stream().map(one -> decoder.decode(stream, Records.raw(one)).isRight()).toList());
    }
  }
}
