package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.DeclaredEvent;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.schema.FieldValues;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.streams.StreamFile;
import io.millrace.json.yaml.InvalidFile;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredStreamTest {
  private static final String FILE =
      """
      streams:
        - name: doors
          key: [site, badge_id]
          drops: drill
          out_of_orderness_ms: 20000
          fields:
            - { name: event_id, type: identifier }
            - { name: site, type: word, words: [NORTH, SOUTH], any-case: true }
            - { name: badge_id, type: identifier }
            - { name: label, type: name, optional: true }
            - { name: turns, type: integer, min: -5, max: 5, nonzero: true, optional: true }
            - { name: seconds, type: number, min: 0, optional: true }
            - { name: deposit, type: amount, may-be-negative: true, optional: true }
            - { name: currency, type: currency, optional: true }
            - { name: mood, type: word, words: [calm, loud], optional: true }
            - { name: opened_at, type: time, optional: true }
            - { name: drill, type: flag, optional: true }
            - { name: event_time, type: time }
        - name: pings
          key: host
          id: [host, event_time, rtt]
          fields:
            - { name: host, type: identifier }
            - { name: rtt, type: number }
            - { name: event_time, type: time }
      """;

  private static final String FULL =
      Records.quoted(
          "{'event_id':' d1 ','site':'north','badge_id':'b1','label':'Front','turns':-2,"
              + "'seconds':-0.0,'deposit':'-12.50','currency':'eur','mood':'loud',"
              + "'opened_at':'2026-11-30T12:00:00+02:00','drill':true,'event_time':1796032800123}");

  private static final String BARE =
      Records.quoted("{'event_id':'d1','site':'SOUTH','badge_id':'b2','event_time':1796032800123}");

  private static List<Stream> read(String yaml) {
    return StreamFile.read("test", yaml.getBytes(StandardCharsets.UTF_8), Stream.BUILT_IN);
  }

  private static final Stream DOORS = read(FILE).get(0);
  private static final Stream PINGS = read(FILE).get(1);

  private static Either<Rejection, StreamEvent> decode(Stream stream, String json) {
    return new JsonWireFormat().decoder().decode(stream, Records.raw(json));
  }

  private static DeclaredEvent event(Stream stream, String json) {
    return (DeclaredEvent) decode(stream, json).getOrElseThrow(r -> new AssertionError("" + r));
  }

  @Test
  void a_record_is_read_by_the_rules_of_its_fields() {
    DeclaredEvent event = event(DOORS, FULL);

    assertThat(event.stream()).isEqualTo(DOORS);
    assertThat(event.eventId()).isEqualTo("d1");
    assertThat(event.key()).isEqualTo("NORTH|b1");
    assertThat(event.eventTimeMs()).isEqualTo(1796032800123L);
    assertThat(event.isDropped()).isTrue();
    assertThat(event.value("site")).isEqualTo("NORTH");
    assertThat(event.value("turns")).isEqualTo(-2);
    assertThat(event.value("seconds")).isEqualTo(0.0);
    assertThat(event.value("deposit")).isEqualTo(new BigDecimal("-12.50"));
    assertThat(event.value("currency")).hasToString("EUR");
    assertThat(event.value("mood")).isEqualTo("loud");
    assertThat(event.value("opened_at")).isEqualTo(UtcTime.epochMs(2026, 11, 30, 10, 0, 0, 0));
  }

  @Test
  void what_is_absent_is_null_and_a_flag_that_is_absent_is_false() {
    DeclaredEvent event = event(DOORS, BARE);

    assertThat(FieldValues.of(schema(DOORS), event))
        .containsExactly(
            "d1", "SOUTH", "b2", null, null, null, null, null, null, null, false, 1796032800123L);
    assertThat(event.isDropped()).isFalse();
  }

  @Test
  void the_stream_knows_its_bound_its_key_and_its_id() {
    assertThat(DOORS.outOfOrdernessMs()).isEqualTo(20_000L);
    assertThat(DOORS.schema().fields(Role.KEY)).hasSize(2);
    assertThat(DOORS.schema().fields(Role.ID))
        .extracting(f -> f.name())
        .containsExactly("event_id");
    assertThat(PINGS.outOfOrdernessMs()).isNull();
    assertThat(event(PINGS, "{\"host\":\"a\",\"rtt\":1.5,\"event_time\":0}").eventId())
        .isEqualTo("a|1970-01-01T00:00:00.000Z|1.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'turns':-2 | 'turns':0 | OUT_OF_RANGE | turns is 0, must be a whole number of 32 bits from -5 to 5, other than 0",
        "'seconds':-0.0 | 'seconds':-1 | OUT_OF_RANGE | seconds is -1, must be a number from 0.0 to 1.0E150",
        "'mood':'loud' | 'mood':'LOUD' | UNKNOWN_VALUE | mood is \"LOUD\", must be calm or loud",
        "'badge_id':'b1' | 'badge_id':null | MISSING_FIELD | badge_id is null, must be there with a value",
      })
  void what_does_not_fit_is_a_rejection_as_in_every_stream(
      String right, String wrong, Rejection.Reason reason, String detail) {
    String json = FULL.replace(right.replace('\'', '"'), wrong.replace('\'', '"'));

    Rejection rejection = decode(DOORS, json).getLeft();

    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.detail()).isEqualTo(detail);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_binary_form_and_json_give_the_event_back(boolean isFull) throws IOException {
    DeclaredEvent event = event(DOORS, isFull ? FULL : BARE);
    SchemaCodec<StreamEvent> codec = new SchemaCodec<>(schema(DOORS));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(event, new DataOutputStream(bytes));
    assertThat(codec.read(1, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(event)
        .hasSameHashCodeAs(event);

    ByteArrayOutputStream json = new ByteArrayOutputStream();
    new JsonFieldWriter(new JsonFactory().createGenerator(json), json, new java.util.ArrayList<>())
        .write(schema(DOORS), event);
    assertThat(event(DOORS, json.toString(StandardCharsets.UTF_8))).isEqualTo(event);
  }

  @SuppressWarnings("unchecked") // the events of a stream are of its schema
  private static Schema<StreamEvent> schema(Stream stream) {
    return (Schema<StreamEvent>) stream.schema();
  }

  @Test
  void a_stream_travels_with_a_job_alone_and_in_a_mapping() throws Exception {
    String yaml =
        """
        stream: pings
        format: csv
        columns: [h, ms, at]
        fields: { host: h, rtt: ms, event_time: at }
        """;
    Mapping mapping = Mapping.read("pings", yaml.getBytes(StandardCharsets.UTF_8), List.of(PINGS));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new JsonWireFormat().with(mapping));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Mapping arrived = List.copyOf(((JsonWireFormat) in.readObject()).mappings().values()).get(0);

      StreamEvent event = Mapped.of(arrived, "a,1.5,7").events().get(0);

      assertThat(event).isEqualTo(event(PINGS, "{\"host\":\"a\",\"rtt\":1.5,\"event_time\":7}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: pings | name: orders | line 19, column 11: streams[1].name is orders, which is a stream already",
        "name: pings | name: Pings | streams[1].name is Pings, must be a small letter, and up to 63",
        "key: host | key: hosts | streams[1].key is hosts, must be a field; did you mean \"host\"?",
        "key: host | key: rtt | streams[1].key is rtt, must be of type identifier, name or word",
        "rtt, type: number | rtt, type: nubmer | streams[1].fields[1].type is nubmer, must be one of identifier, name, flag, word, integer, number, amount, currency, time; did you mean \"number\"?",
        "rtt, type: number | rtt, type: number, mn: 1 | line 24, column 36: streams[1].fields[1].mn is no key here",
        "rtt, type: number | rtt, type: number, optional: true | streams[1].id is rtt, which is optional, must be in every record",
        "event_time, rtt] | event_time, rt] | streams[1].id is rt, must be a field; did you mean \"rtt\"?",
        "id: [host, event_time, rtt] | drops: host | streams[1].drops is host, must be of type flag",
        "id: [host, event_time, rtt] | drops: host | streams[1].id is event_id, must be a field",
        "min: -5, max: 5 | min: 6, max: 5 | streams[0].fields[4].min is above max",
        "out_of_orderness_ms: 20000 | out_of_orderness_ms: -1 | streams[0].out_of_orderness_ms is -1, must be a whole number from 0 to 86400000",
        "[NORTH, SOUTH] | [North, SOUTH] | streams[0].fields[1].words has \"North\", must have capital letters",
        "[calm, loud] | [calm, calm] | streams[0].fields[8].words is a list, must be a list of 1 to 100 different words",
        "key: [site, badge_id] | drops: drill | line 2, column 5: drops stands there twice",
        "name: event_time, type: time | name: event_tim, type: time | fields must have event_time, of type time and not optional",
      })
  void a_fault_in_a_file_of_streams_says_where_it_is_and_what_may_stand_there(
      String right, String wrong, String told) {
    assertThat(FILE).contains(right);
    try {
      read(FILE.replace(right, wrong));
    } catch (InvalidFile e) {
      assertThat(e)
          .hasMessageStartingWith("streams test: line ")
          .hasMessageContaining(told.replace("line 2, column 5: ", ""));
      return;
    }
    throw new AssertionError("no fault");
  }

  @Test
  void all_faults_are_told_at_once() {
    try {
      read("streams:\n  - name: 7x\n    ky: a\n    fields: [ { name: a, type: flug } ]\n");
    } catch (InvalidFile e) {
      assertThat(e)
          .hasMessageContaining("streams[0].name is 7x")
          .hasMessageContaining("streams[0].ky is no key here; did you mean \"key\"?")
          .hasMessageContaining("did you mean \"flag\"?")
          .hasMessageContaining("must have event_time");
      return;
    }
    throw new AssertionError("no fault");
  }

  @Test
  void records_of_a_declared_stream_stand_in_place_like_all_others() {
    RawRecord raw = Records.raw("{}");
    assertThat(new JsonWireFormat().decoder().decode(PINGS, raw).getLeft().stream())
        .isEqualTo(PINGS);
  }
}
