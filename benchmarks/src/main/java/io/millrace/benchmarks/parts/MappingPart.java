package io.millrace.benchmarks.parts;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.json.JsonWireFormat;
import io.millrace.json.mapping.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The logins of the decoder's part in other shapes, through a mapping. */
@State(Scope.Thread)
public class MappingPart {
  /** The shapes that there are. */
  static final List<String> SHAPES = List.of("nested", "csv", "text");

  private static final String FIELDS =
      """
      stream: logins
      fields:
        event_id: %1$sid
        user_id: %1$suser%2$s
        event_type: { path: %1$soutcome, words: { ok: LOGIN_SUCCEEDED, bad: LOGIN_FAILED } }
        ip_address: %1$sip%2$s
        event_time: %1$stime
      """;

  /** Which shape. */
  @Param("nested")
  public String of = "";

  @SuppressWarnings("NullAway.Init") // made before anything is measured
  private EventDecoder decoder;

  private List<RawRecord> records = List.of();
  private int next;

  /** Makes the records. */
  @Setup
  public void prepare() {
    records = records(of);
    byte[] yaml = mapping(of).getBytes(StandardCharsets.UTF_8);
    Mapping mapping = Mapping.read(of, yaml, List.of(Stream.LOGINS));
    decoder = new JsonWireFormat().with(mapping).decoder();
  }

  private static String mapping(String shape) {
    return switch (shape) {
      case "csv" ->
          FIELDS.formatted("", "") + "format: csv\ncolumns: [id, user, outcome, ip, time]";
      case "text" ->
          FIELDS.formatted("", "")
              + "format: text\n"
              + "pattern: '^(?P<time>\\S+) (?P<ip>\\S+) (?P<id>\\S+) (?P<outcome>ok|bad) (?P<user>.+)$'";
      default -> FIELDS.formatted("$.", ".name") + "only: [ { path: $.kind, equals: login } ]";
    };
  }

  static List<RawRecord> records(String shape) {
    List<RawRecord> made = new ArrayList<>();
    List<RawRecord> direct = Sample.records(Stream.LOGINS);
    List<StreamEvent> events = Sample.events(Set.of(Stream.LOGINS), direct.size());
    for (int i = 0; i < direct.size(); i++) {
      Login login = (Login) events.get(i);
      String form =
          switch (shape) {
            case "csv" -> "%1$s,%2$s,%3$s,%4$s,%5$s";
            case "text" -> "%5$s %4$s %1$s %3$s %2$s";
            default ->
                "{\"kind\":\"login\",\"id\":\"%1$s\",\"user\":{\"name\":\"%2$s\"},"
                    + "\"outcome\":\"%3$s\",\"ip\":{\"name\":\"%4$s\"},\"time\":\"%5$s\"}";
          };
      String record =
          String.format(
              Locale.ROOT,
              form,
              login.eventId(),
              login.userId(),
              login.succeeded() ? "ok" : "bad",
              login.ipAddress(),
              UtcTime.format(login.eventTimeMs()));
      byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
      made.add(new RawRecord(bytes, direct.get(i).origin()));
    }
    return made;
  }

  /** One record. */
  @Benchmark
  public Object decodeMapped() {
    next = next + 1 < records.size() ? next + 1 : 0;
    Object[] last = new Object[1];
    decoder.decodeAll(Stream.LOGINS, records.get(next), (record, decoded) -> last[0] = decoded);
    return last;
  }
}
